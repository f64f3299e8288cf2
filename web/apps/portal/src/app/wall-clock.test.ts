import { expect, test } from "vitest";
import { fromWallClock, toWallClock } from "./wall-clock";

test.each([
  ["2026-11-26T09:30", "Asia/Tokyo", "2026-11-26T00:30:00Z"],
  ["2026-11-26T09:30", "UTC", "2026-11-26T09:30:00Z"],
  ["2026-07-01T00:00", "Europe/Berlin", "2026-06-30T22:00:00Z"],
  ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00Z"], // the day the clocks go forward
  ["2024-02-29T23:59", "America/New_York", "2024-03-01T04:59:00Z"],
])("%s in %s is one instant, there and back", (text, zone, instant) => {
  expect(fromWallClock(text, zone)).toBe(Date.parse(instant));
  expect(toWallClock(Date.parse(instant), zone)).toBe(text);
});

test("no text is no instant", () => expect(fromWallClock("", "Asia/Tokyo")).toBeNull());
