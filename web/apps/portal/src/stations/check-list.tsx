import { useWords } from "../app/use-words";

const CHECKS = {
  offline: ["power", "network", "server"],
  clock_unsure: ["wait", "network"],
  door_held: ["leaf", "lock"],
  door_forced: ["look", "button"],
  tampered: ["look", "stolen"],
} as const;

/** What somebody can check at the entrance, in the order in which it is most often the cause. */
export function CheckList({ kind }: { kind: keyof typeof CHECKS }) {
  const { t } = useWords();
  const steps = CHECKS[kind].map((check) => t(`check.${kind}.${check}` as "check.offline.power"));
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
