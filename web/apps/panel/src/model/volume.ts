/** How loud the unit is: softer at night, by the building's clock. */
import type { NightHours, ShowPanel } from "@genkan/contract";

/** Give the loudness from 0 to 1 at the instant. */
export function volumeAt(panel: ShowPanel | null, nowMs: number): number {
  const night = nightAt(panel, nowMs);
  return ((panel?.volume ?? 100) * (night?.volume ?? 100)) / 10_000;
}

/** Give the unit's night while it is night there; a unit that does not know the time has none. */
export function nightAt(panel: ShowPanel | null, nowMs: number): NightHours | null {
  const night = panel?.night ?? null;
  if (panel === null || night === null || panel.server_ms === null) return null;
  return covers(night, minuteOfDay(nowMs, panel.time_zone)) ? night : null;
}

/** Whether the minute lies in the hours, which may pass midnight; equal ends are the whole day. */
function covers(
  { from_minute, to_minute }: { from_minute: number; to_minute: number },
  minute: number,
): boolean {
  if (from_minute < to_minute) return from_minute <= minute && minute < to_minute;
  return minute >= from_minute || minute < to_minute;
}

function minuteOfDay(nowMs: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const [hour = "0", minute = "0"] = clock.format(nowMs).split(":");
  return Number(hour) * 60 + Number(minute);
}
