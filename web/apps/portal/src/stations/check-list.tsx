import { useWords } from "../app/use-words";

const CHECKS = { offline: ["power", "network", "server"], clock_unsure: ["wait", "network"] } as const;

/** What somebody can check at the entrance, in the order in which it is most often the cause. */
export function CheckList({ kind }: { kind: keyof typeof CHECKS }) {
  const { t } = useWords();
  const steps =
    kind === "offline"
      ? CHECKS.offline.map((check) => t(`check.offline.${check}`))
      : CHECKS.clock_unsure.map((check) => t(`check.clock_unsure.${check}`));
  return (
    <aside className="rounded-card bg-amber-wash px-5 py-4">
      <h3 className="font-semibold text-16">{t(`check.${kind}.title`)}</h3>
      <ol className="mt-2 flex list-decimal flex-col gap-1.5 pl-5 text-14">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="mt-3 text-14 text-quiet">{t(`check.${kind}.meanwhile`)}</p>
    </aside>
  );
}
