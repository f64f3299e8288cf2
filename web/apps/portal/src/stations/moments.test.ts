import { expect, test } from "vitest";
import { MINUTE_MS, NOW_MS } from "../testing/fakes";
import { formatInstant, measureAge } from "./moments";

const HOUR_MS = 60 * MINUTE_MS;

test.each([
  [0, { unit: "now" }],
  [MINUTE_MS - 1, { unit: "now" }],
  [MINUTE_MS, { unit: "minutes", count: 1 }],
  [HOUR_MS - 1, { unit: "minutes", count: 59 }],
  [HOUR_MS, { unit: "hours", count: 1 }],
  [24 * HOUR_MS - 1, { unit: "hours", count: 23 }],
  [50 * HOUR_MS, { unit: "days", count: 2 }],
])("%d ms ago is said in its largest unit", (pastMs, age) => {
  expect(measureAge(NOW_MS - pastMs, NOW_MS)).toEqual(age);
});

test("an instant a little ahead of this clock was just now", () => {
  expect(measureAge(NOW_MS + 900, NOW_MS)).toEqual({ unit: "now" });
});

test("an instant of today needs no date", () => {
  expect(formatInstant(NOW_MS - 5 * MINUTE_MS, NOW_MS, "ja")).not.toContain("2026");
  expect(formatInstant(NOW_MS - 48 * HOUR_MS, NOW_MS, "ja")).toContain("2026/11/21");
});
