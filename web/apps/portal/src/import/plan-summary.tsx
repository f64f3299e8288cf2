import { CircleCheck } from "lucide-react";
import type { ImportPlan } from "./import-dialog";
import { useImportWords } from "./use-import-words";

/** What an import will do, in numbers, and who gets mail by it. */
export function PlanSummary({ fileName, plan }: { fileName: string; plan: ImportPlan }) {
  const { t } = useImportWords();
  const counts = [
    [t("import.newHomes"), t("import.homesUnit", { count: plan.new_homes })],
    [t("import.newHouseholds"), t("import.householdsUnit", { count: plan.new_households })],
    [t("import.newResidents"), t("import.residentsUnit", { count: plan.new_residents })],
  ] as const;
  return (
    <section className="flex flex-col gap-4" data-testid="portal-import-plan">
      <div className="flex items-start gap-3">
        <CircleCheck size={24} strokeWidth={1.75} className="mt-0.5 shrink-0 text-pine" aria-hidden />
        <div className="min-w-0">
          <p role="status" className="font-semibold text-16">
            {t("import.ready")}
          </p>
          <p className="break-all text-14 text-quiet">
            {fileName} · {t("import.lines", { count: plan.lines })}
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-3 gap-3">
        {counts.map(([name, count]) => (
          <div key={name} className="flex flex-col justify-between rounded-control bg-sunken p-3">
            <dt className="text-14 text-quiet leading-snug">{name}</dt>
            <dd className="tabular mt-1 font-semibold text-20">{count}</dd>
          </div>
        ))}
      </dl>
      <p className="text-14">
        {plan.new_residents === 0 ? t("import.nobody") : t("import.mailed", { count: plan.new_residents })}
      </p>
    </section>
  );
}
