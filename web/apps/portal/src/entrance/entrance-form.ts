import type { HttpBody } from "@genkan/contract";

export type Entrance = HttpBody<"EntranceOut">;
export type EntranceBody = HttpBody<"EntranceBody">;
type OfficeHours = EntranceBody["office_hours"][number];

export const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
export const USUAL_HOURS = { from_minute: 9 * 60, to_minute: 17 * 60 };
export const USUAL_NIGHT = { from_minute: 22 * 60, to_minute: 7 * 60 };
const MIDNIGHT = 24 * 60;

/** The day's hours; null: closed. The form shows one span a day and keeps further ones as they are. */
export function hoursOf(body: EntranceBody, weekday: number): OfficeHours | null {
  return body.office_hours.find((hours) => hours.weekday === weekday) ?? null;
}

/** Give the form with another opening of the day; null closes it. */
export function withHours(
  body: EntranceBody,
  weekday: number,
  hours: { from_minute: number; to_minute: number } | null,
): EntranceBody {
  const first = hoursOf(body, weekday);
  const others = body.office_hours.filter((each) =>
    hours === null ? each.weekday !== weekday : each !== first,
  );
  const opened = hours === null ? [] : [{ weekday, ...hours }];
  const all = [...others, ...opened].sort((a, b) => a.weekday - b.weekday || a.from_minute - b.from_minute);
  return { ...body, office_hours: all };
}

/** Give the minute at which a day that ends by this clock ends: 00:00 is the midnight after it. */
export function endOf(minute: number): number {
  return minute === 0 ? MIDNIGHT : minute;
}

/** Give the form with the manager on duty or off. */
export function withDuty(body: EntranceBody, personId: string, isOn: boolean): EntranceBody {
  const others = body.on_duty.filter((other) => other !== personId);
  return { ...body, on_duty: isOn ? [...others, personId] : others };
}

/** The days whose end is not after their start: they cannot be saved. */
export function findFaults(body: EntranceBody): Set<number> {
  return new Set(
    body.office_hours
      .filter(({ from_minute, to_minute }) => to_minute <= from_minute)
      .map(({ weekday }) => weekday),
  );
}
