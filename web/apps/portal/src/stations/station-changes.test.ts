import { expect, test } from "vitest";
import { OFFLINE, station, UNENROLLED } from "../testing/fakes";
import { findChanges } from "./station-changes";

const online = { ...OFFLINE, online: true };

test("a link that was lost and one that came back are news", () => {
  expect(findChanges([online], [OFFLINE])).toEqual([{ station: OFFLINE, became: "lost" }]);
  expect(findChanges([OFFLINE], [online])).toEqual([{ station: online, became: "back" }]);
});

test("what stays as it was, or is seen for the first time, is none", () => {
  expect(findChanges([station()], [station({ last_event_ms: 1 })])).toEqual([]);
  expect(findChanges([], [OFFLINE])).toEqual([]);
  expect(findChanges([UNENROLLED], [{ ...UNENROLLED, enrolled: true, online: true }])).toEqual([]);
});
