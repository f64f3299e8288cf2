import { expect, test } from "vitest";
import { NOW_MS, OFFLINE, station, UNENROLLED } from "../testing/fakes";
import { isTrouble, judgeStation } from "./condition";

test("a place without a unit is unfinished, not broken", () => {
  expect(judgeStation(UNENROLLED)).toEqual({ kind: "unenrolled" });
  expect(isTrouble({ kind: "unenrolled" })).toBe(false);
});

test("a station without a link is in trouble since it was lost", () => {
  expect(judgeStation(OFFLINE)).toEqual({ kind: "offline", sinceMs: OFFLINE.since_ms });
  expect(isTrouble(judgeStation(OFFLINE))).toBe(true);
});

test("a station whose clock is off by more than it may be opens for no tap, and is in trouble", () => {
  expect(judgeStation(station({ clock_uncertainty_ms: 2_000 })).kind).toBe("online");
  const unsure = judgeStation(station({ clock_uncertainty_ms: 2_001 }));
  expect(unsure).toEqual({ kind: "clock_unsure", uncertaintyMs: 2_001 });
  expect(isTrouble(unsure)).toBe(true);
});

test("a station that has just connected has not told its clock, and is not accused", () => {
  const fresh = station({ since_ms: NOW_MS, clock_uncertainty_ms: null });
  expect(judgeStation(fresh)).toEqual({ kind: "online", sinceMs: NOW_MS });
});

test.each(["held", "forced"] as const)("a door that is %s puts its station into trouble", (state) => {
  const door = { door_id: "d1", name: "エントランス", building_name: "東館", online: true, state };
  const condition = judgeStation(station({ doors: [door] }));
  expect(condition).toEqual({ kind: `door_${state}` });
  expect(isTrouble(condition)).toBe(true);
  const isOpen = station({ doors: [{ ...door, state: "open" }] });
  expect(isTrouble(judgeStation(isOpen))).toBe(false);
});
