import { expect, test } from "vitest";
import { type EntranceBody, endOf, findFaults, hoursOf, withDuty, withHours } from "./entrance-form";

const BODY: EntranceBody = {
  directory: false,
  live_view: false,
  snapshots: "missed",
  night: null,
  night_volume: 40,
  office_hours: [],
  on_duty: [],
};

test("a day is opened, changed and closed", () => {
  const open = withHours(withHours(BODY, 3, { from_minute: 540, to_minute: 1020 }), 0, {
    from_minute: 600,
    to_minute: 660,
  });
  expect(open.office_hours.map(({ weekday }) => weekday)).toEqual([0, 3]);
  const later = withHours(open, 3, { from_minute: 600, to_minute: 1020 });
  expect(hoursOf(later, 3)).toEqual({ weekday: 3, from_minute: 600, to_minute: 1020 });
  expect(hoursOf(withHours(later, 3, null), 3)).toBeNull();
});

test("a day that ends before it begins is a fault", () => {
  expect(findFaults(withHours(BODY, 5, { from_minute: 600, to_minute: 600 }))).toEqual(new Set([5]));
  expect(findFaults(withHours(BODY, 5, { from_minute: 600, to_minute: 601 }))).toEqual(new Set());
});

test("somebody is on duty once", () => {
  const on = withDuty(withDuty(BODY, "p", true), "p", true);
  expect(on.on_duty).toEqual(["p"]);
  expect(withDuty(on, "p", false).on_duty).toEqual([]);
});

test("a day may last until midnight, and be open as a whole", () => {
  expect([endOf(0), endOf(1), endOf(1020)]).toEqual([1440, 1, 1020]);
  const wholeDay = withHours(BODY, 6, { from_minute: 0, to_minute: endOf(0) });
  expect(findFaults(wholeDay)).toEqual(new Set());
});
