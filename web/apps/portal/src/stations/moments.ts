export type AgeUnit = "minutes" | "hours" | "days";
export type Age = { unit: "now" } | { unit: AgeUnit; count: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Give how long ago an instant was, in the largest unit that fits. What lies ahead was just now. */
export function measureAge(atMs: number, nowMs: number): Age {
  const pastMs = nowMs - atMs;
  if (pastMs < MINUTE_MS) return { unit: "now" };
  if (pastMs < HOUR_MS) return { unit: "minutes", count: Math.floor(pastMs / MINUTE_MS) };
  if (pastMs < DAY_MS) return { unit: "hours", count: Math.floor(pastMs / HOUR_MS) };
  return { unit: "days", count: Math.floor(pastMs / DAY_MS) };
}

/** Give the instant in the reader's zone: the time of day for today, else with its date. */
export function formatInstant(atMs: number, nowMs: number, language: string): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const style: Intl.DateTimeFormatOptions = isToday ? {} : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(language, { ...style, timeStyle: "short" }).format(atMs);
}

/** Give the instant to the second, with its date. */
export function formatInstantExactly(atMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(atMs);
}
