import type { Translate } from "../app/use-words";
import type { Condition, ConditionKind } from "./condition";
import { type Age, measureAge } from "./moments";

export const TONES = {
  door_forced: "bad",
  tampered: "bad",
  offline: "bad",
  door_held: "warning",
  clock_unsure: "warning",
  unenrolled: "idle",
  online: "good",
} as const satisfies Record<ConditionKind, string>;

/** Give the state in a word or two. */
export function nameCondition({ kind }: Condition, t: Translate): string {
  return t(`condition.${kind}`);
}

/** Give for how long the state has lasted; empty where nobody knows. */
export function tellSince(condition: Condition, nowMs: number, t: Translate): string {
  if (condition.kind !== "offline" && condition.kind !== "online") return "";
  return condition.sinceMs === null ? "" : tellLasting(measureAge(condition.sinceMs, nowMs), t);
}

/** Give what a door of the station does when somebody taps; and how it stands, where it has a monitor. */
export function tellDoor({ kind }: Condition, state: string | null, t: Translate): string {
  const monitored = MONITORED.find((known) => known === state);
  if (monitored !== undefined) return t(`door.state.${monitored}`);
  const opens = kind === "door_forced" || kind === "door_held" || kind === "tampered";
  return t(opens ? "door.online" : `door.${kind}`);
}

const MONITORED = ["open", "held", "forced"] as const;

export function tellAgo(age: Age, t: Translate): string {
  return age.unit === "now" ? t("ago.now") : t(`ago.${age.unit}`, { count: age.count });
}

function tellLasting(age: Age, t: Translate): string {
  return age.unit === "now" ? t("lasting.now") : t(`lasting.${age.unit}`, { count: age.count });
}

/** Give how well the unit knows the time. */
export function tellClock(uncertaintyMs: number | null, t: Translate): string {
  if (uncertaintyMs === null) return t("clock.unknown");
  if (uncertaintyMs < 1_000) return t("clock.milliseconds", { count: uncertaintyMs });
  return t("clock.seconds", { count: Math.round(uncertaintyMs / 100) / 10 });
}
