import type { Week } from "./events-data";

type Days = Week["days"];

const HOURS = 24;
const DAY_MS = 86_400_000;

/** Give the openings of all days by the hour of the day. */
export function sumByHour(days: Days): number[] {
  return Array.from({ length: HOURS }, (_, hour) =>
    days.reduce((sum, day) => sum + (day.openings[hour] ?? 0), 0),
  );
}

/** Give what became of the week's calls. */
export function sumCalls(days: Days) {
  const sum = (part: "answered" | "declined" | "missed") => days.reduce((all, day) => all + day[part], 0);
  return { answered: sum("answered"), declined: sum("declined"), missed: sum("missed") };
}

/** Give the date so many days away. */
export function moveDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Name a day: it has no hour, so no zone may move it. */
export function nameDay(date: string, language: string, length: "short" | "long"): string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    ...(length === "long" ? { month: "long" } : {}),
  });
  return format.format(Date.parse(`${date}T00:00Z`));
}

/** Name the days from the first to the last. */
export function nameSpan(days: Days, language: string): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "";
  const format = new Intl.DateTimeFormat(language, { timeZone: "UTC", dateStyle: "medium" });
  return format.formatRange(Date.parse(`${first.date}T00:00Z`), Date.parse(`${last.date}T00:00Z`));
}

/** Give a round number that all fit below: 1, 2 or 5 times a power of ten. */
export function findTop(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= greatest) ?? greatest;
}
