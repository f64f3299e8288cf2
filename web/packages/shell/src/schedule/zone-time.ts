/** Instants and what a clock on a wall shows, in the building's zone wherever the phone is. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Give the building's zone; the viewer's own where none is known. */
export function zoneOf(zone: string | null | undefined): string {
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the clock on the building's wall shows another time than the viewer's. */
export function isElsewhere(zone: string, nowMs: number): boolean {
  return toLocalText(nowMs, zone) !== toLocalText(nowMs, zoneOf(null));
}

/** Give what `<input type="datetime-local">` takes: 2026-11-26T15:04. */
export function toLocalText(ms: number, zone: string): string {
  return new Date(ms + offsetMs(ms, zone)).toISOString().slice(0, 16);
}

/** Give the day as `<input type="date">` takes it. */
export function toDayText(ms: number, zone: string): string {
  return toLocalText(ms, zone).slice(0, 10);
}

/** Give the instant at which the building's clock shows this; null for no such text. */
export function fromLocalText(text: string, zone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const shown = Date.parse(`${text.slice(0, 16)}:00Z`);
  if (Number.isNaN(shown)) return null;
  // The offset of a guess may be that of the other side of a clock change: look again from there.
  const first = shown - offsetMs(shown, zone);
  return shown - offsetMs(first, zone);
}

/** Give the minute of the day of a text like 09:30; null for none. */
export function toMinute(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(text);
  if (match === null) return null;
  return Number(match[1]) * 60 + Number(match[2]);
}

export function toTimeText(minute: number): string {
  const within = minute % (24 * 60);
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

export function addDays(dayText: string, days: number): string {
  return new Date(Date.parse(`${dayText}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function offsetMs(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(ms / 1_000) * 1_000;
}
