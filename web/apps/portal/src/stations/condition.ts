import type { StationView } from "@genkan/contract";

/** How a station is, as one value. */
export type Condition =
  | { kind: "offline"; sinceMs: number | null } // enrolled, and without a link: calls and taps do not reach it
  | { kind: "tampered" } // its housing is open
  | { kind: "door_forced" } // a door opened that nothing had released
  | { kind: "door_held" } // a door stands open for too long
  | { kind: "clock_unsure"; uncertaintyMs: number } // connected, but it refuses to open for taps
  | { kind: "unenrolled" } // no unit has been installed yet
  | { kind: "online"; sinceMs: number | null };

export type ConditionKind = Condition["kind"];

/** The kinds by how soon somebody should look at them. */
export const KINDS_BY_URGENCY = [
  "door_forced",
  "tampered",
  "offline",
  "door_held",
  "clock_unsure",
  "unenrolled",
  "online",
] as const;

/** A station that knows the time no better than this refuses commands (its own constant). */
const CLOCK_LIMIT_MS = 2_000;

export function judgeStation(station: StationView): Condition {
  const sinceMs = station.since_ms ?? null;
  if (!station.enrolled) return { kind: "unenrolled" };
  if (!station.online) return { kind: "offline", sinceMs };
  const doors = new Set(station.doors.map(({ state }) => state));
  if (doors.has("forced")) return { kind: "door_forced" };
  if (station.tampered) return { kind: "tampered" };
  if (doors.has("held")) return { kind: "door_held" };
  const uncertaintyMs = station.clock_uncertainty_ms ?? 0; // not told yet: a unit that has just connected
  return uncertaintyMs > CLOCK_LIMIT_MS
    ? { kind: "clock_unsure", uncertaintyMs }
    : { kind: "online", sinceMs };
}

/** Whether something is broken; a place without a unit is only unfinished. */
export function isTrouble({ kind }: Condition): boolean {
  return kind !== "online" && kind !== "unenrolled";
}
