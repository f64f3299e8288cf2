/** Instants as the clock on a building's wall shows them, wherever the reader sits. */

/** Give the text of a `datetime-local` field, to the minute. */
export function toWallClock(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((known) => known.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** Give the instant at which the wall's clock shows the text; null for none. An hour that is skipped ends it. */
export function fromWallClock(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (atMs: number) => Date.parse(`${toWallClock(atMs, zone)}Z`) - floorToMinute(atMs);
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess); // the offset there, where a change of clocks lies between the two
}

/** Write the instant out with its day, as it is at the building. */
export function formatWallClock(atMs: number, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    dateStyle: "long",
    timeStyle: "short",
  }).format(atMs);
}

/** Write out the day that ends with the instant, as it is at the building. */
export function formatLastDay(endMs: number, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: zone, dateStyle: "long" }).format(endMs - 1);
}

function floorToMinute(atMs: number): number {
  return Math.floor(atMs / 60_000) * 60_000;
}
