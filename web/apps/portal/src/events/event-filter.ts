import { fromWallClock, toWallClock } from "../app/wall-clock";

export const METHODS = ["app", "call", "telephone", "manager", "pin", "qr", "check"] as const;
export const OUTCOMES = [
  "opened",
  "failed",
  "unknown",
  "denied",
  "held",
  "forced",
  "guessed",
  "tampered",
] as const;
export const PERIODS = ["all", "today", "week", "month", "own"] as const;
export const VIEWS = ["list", "week"] as const;
export type View = (typeof VIEWS)[number];
export type Method = (typeof METHODS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Period = (typeof PERIODS)[number];

/** Which events are shown; what is not there is not asked for. It stands in the page's address. */
export interface EventFilter {
  door?: string;
  method?: Method;
  outcome?: Outcome;
  period?: Period;
  /** By the wall's clock, for a period of one's own. */
  from?: string;
  to?: string;
}

const DAYS: Partial<Record<Period, number>> = { today: 1, week: 7, month: 30 };
const DAY_MS = 86_400_000;

export function readFilter(search: Record<string, unknown>): EventFilter {
  const method = METHODS.find((known) => known === search.method);
  const outcome = OUTCOMES.find((known) => known === search.outcome);
  const period = PERIODS.find((known) => known === search.period && known !== "all");
  return {
    ...(isText(search.door) ? { door: search.door } : {}),
    ...(method === undefined ? {} : { method }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(period === undefined ? {} : { period }),
    ...(period === "own" && isText(search.from) ? { from: search.from } : {}),
    ...(period === "own" && isText(search.to) ? { to: search.to } : {}),
  };
}

/** Whether anything but the newest of everything is shown. */
export function isFiltered(filter: EventFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Give what the server is asked for. A day begins when it does at the building. */
export function writeQuery(filter: EventFilter, zone: string, nowMs: number, lookId: string | null): string {
  const asked = new URLSearchParams();
  const { fromMs, toMs } = readPeriod(filter, zone, nowMs);
  if (filter.door !== undefined) asked.set("door_id", filter.door);
  if (filter.method !== undefined) asked.set("method", filter.method);
  if (filter.outcome !== undefined) asked.set("outcome", filter.outcome);
  if (fromMs !== null) asked.set("from_ms", String(fromMs));
  if (toMs !== null) asked.set("to_ms", String(toMs));
  if (lookId !== null) asked.set("look_id", lookId);
  return asked.toString();
}

/** Give the instants of a period; null: none. */
export function readPeriod(filter: Pick<EventFilter, "period" | "from" | "to">, zone: string, nowMs: number) {
  if (filter.period === "own") {
    return {
      fromMs: positive(fromWallClock(filter.from ?? "", zone)),
      toMs: positive(fromWallClock(filter.to ?? "", zone)),
    };
  }
  const days = DAYS[filter.period ?? "all"];
  if (days === undefined) return { fromMs: null, toMs: null };
  const day = toWallClock(nowMs - (days - 1) * DAY_MS, zone).slice(0, 10);
  return { fromMs: fromWallClock(`${day}T00:00`, zone), toMs: null };
}

function positive(atMs: number | null): number | null {
  return atMs === null ? null : Math.max(0, atMs);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
