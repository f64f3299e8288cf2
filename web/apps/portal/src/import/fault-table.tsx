import { CircleAlert } from "lucide-react";
import type { ImportPlan } from "./import-dialog";
import { useImportWords } from "./use-import-words";

/** Every cell to correct, by the line as the spreadsheet numbers it. */
export function FaultTable({ fileName, plan }: { fileName: string; plan: ImportPlan }) {
  const { t } = useImportWords();
  const shown = new Set(plan.faults.map((fault) => fault.line)).size;
  return (
    <section className="flex flex-col gap-4" data-testid="portal-import-faults">
      <div className="flex items-start gap-3">
        <CircleAlert size={24} strokeWidth={1.75} className="mt-0.5 shrink-0 text-crimson" aria-hidden />
        <div className="min-w-0">
          <p role="status" className="font-semibold text-16">
            {t("import.faulty", { count: plan.faulty_lines })}
          </p>
          <p className="break-all text-14 text-quiet">{fileName}</p>
          <p className="mt-1 text-14">{t("import.faultyText")}</p>
        </div>
      </div>
      <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-control border border-line">
        {plan.faults.map((fault, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <li key={index} className="grid grid-cols-[4.5rem_1fr] gap-x-3 px-4 py-3 text-14">
            <span className="tabular font-semibold">
              {fault.column === "" ? t("import.wholeFile") : t("import.line", { line: fault.line })}
            </span>
            <span className="min-w-0">
              {fault.column === "" ? null : (
                <span className="block break-all text-quiet">
                  {fault.column}
                  {fault.text === "" ? null : (
                    <>
                      {" · "}
                      <span className="text-ink">{t("import.written", { text: fault.text })}</span>
                    </>
                  )}
                </span>
              )}
              <span className="block">{t(`import.fault.${fault.reason}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      {shown < plan.faulty_lines ? <p className="text-14 text-quiet">{t("import.more")}</p> : null}
    </section>
  );
}
