import { StatusDot } from "@genkan/ui";
import { clsx } from "clsx";
import { useWords } from "../app/use-words";
import type { Condition } from "./condition";
import { nameCondition, TONES, tellSince } from "./station-words";

const INK = {
  door_forced: "font-semibold text-crimson",
  tampered: "font-semibold text-crimson",
  door_held: "font-semibold text-amber",
  offline: "font-semibold text-crimson",
  clock_unsure: "font-semibold text-amber",
  unenrolled: "text-quiet",
  online: "text-ink",
};

/** The state of a station: dot, words, and since when. */
export function StationState({ condition, nowMs }: { condition: Condition; nowMs: number }) {
  const { t } = useWords();
  const since = tellSince(condition, nowMs, t);
  return (
    <span
      data-testid="portal-station-state"
      data-state={condition.kind}
      className="inline-flex flex-wrap items-baseline gap-x-2 text-14"
    >
      <StatusDot tone={TONES[condition.kind]}>
        <span className={INK[condition.kind]}>{nameCondition(condition, t)}</span>
      </StatusDot>
      {since === "" ? null : <span className={clsx("tabular text-quiet")}>{since}</span>}
    </span>
  );
}
