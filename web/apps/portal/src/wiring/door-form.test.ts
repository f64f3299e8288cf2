import { expect, test } from "vitest";
import { station } from "../testing/fakes";
import { findDoorFaults, findFreeRelay, proposeDoor, readDoor, writeDoor } from "./door-form";

const DOOR = {
  door_id: "d1",
  name: "エントランス",
  building_name: "東館",
  building_id: "b1",
  online: true,
  relay: 1,
  release_ms: 1_500,
  fail_mode: "safe",
};
const EAST = station({ building_id: "b1", doors: [DOOR] });
const DRAFT = {
  name: "通用口",
  buildingId: "b1",
  stationId: "east",
  relay: 2,
  seconds: "5",
  failMode: "secure",
} as const;

test("a new door is proposed at the first free relay, for five seconds, fail-secure", () => {
  expect(proposeDoor([EAST], EAST, "b1", "通用口")).toEqual(DRAFT);
  expect(proposeDoor([EAST], EAST, "b1", "エントランス").name).toBe("");
  expect(proposeDoor([EAST], undefined, "b2", "エントランス")).toMatchObject({
    name: "エントランス",
    relay: 1,
  });
});

test("a door is read as it is and written as it was read", () => {
  expect(writeDoor(readDoor(DOOR, EAST))).toEqual({
    name: "エントランス",
    relay: 1,
    building_id: "b1",
    release_ms: 1_500,
    fail_mode: "safe",
  });
  expect(findDoorFaults(readDoor(DOOR, EAST), [EAST], "d1")).toEqual({});
});

test("what is in the way is named", () => {
  expect(findDoorFaults(DRAFT, [EAST], null)).toEqual({});
  expect(findDoorFaults({ ...DRAFT, relay: 1 }, [EAST], null).relay).toEqual(DOOR);
  expect(findDoorFaults({ ...DRAFT, name: " エントランス " }, [EAST], null).name).toBe("known");
  expect(findDoorFaults({ ...DRAFT, name: "エントランス", buildingId: "b2" }, [EAST], null)).toEqual({});
  expect(findDoorFaults({ ...DRAFT, name: "  " }, [EAST], null).name).toBe("missing");
});

test.each(["", "0", "0.5", "61", "-1", "1e1", "五", "5 s", "1.25"])("%j is no release time", (seconds) => {
  expect(findDoorFaults({ ...DRAFT, seconds }, [EAST], null).seconds).toBe(true);
  expect(writeDoor({ ...DRAFT, seconds })).toBeNull();
});

test.each([
  ["1", 1_000],
  ["60", 60_000],
  ["2.5", 2_500],
  ["１０", 10_000],
])("%j is a release time", (seconds, ms) => {
  expect(writeDoor({ ...DRAFT, seconds })?.release_ms).toBe(ms);
});

test("a station with three doors has no relay left", () => {
  const full = station({ doors: [1, 2, 3].map((relay) => ({ ...DOOR, door_id: `d${relay}`, relay })) });
  expect(findFreeRelay(full)).toBeNull();
  expect(findFreeRelay(EAST)).toBe(2);
});
