import type { DoorView, StationView } from "@genkan/contract";

export const RELAYS = [1, 2, 3] as const;
export const SHORTEST_S = 1;
export const LONGEST_S = 60;
const USUAL_S = 5;

export type FailMode = "secure" | "safe";

/** A door as the form holds it: what was typed stays as it was typed. */
export interface DoorDraft {
  name: string;
  buildingId: string;
  stationId: string;
  relay: number;
  seconds: string;
  failMode: FailMode;
}

/** What is wrong with a draft, by field. `relay` names the door that has it. */
export interface DoorFaults {
  name?: "missing" | "known";
  relay?: DoorView;
  seconds?: true;
}

/** Give the door that a relay of the station releases already, if it is another than the one that is edited. */
export function doorAtRelay(
  station: StationView | undefined,
  relay: number,
  ownId: string | null,
): DoorView | undefined {
  return station?.doors.find((door) => door.relay === relay && door.door_id !== ownId);
}

/** Give the first relay of the station that releases nothing; null: each of them releases a door. */
export function findFreeRelay(station: StationView | undefined): number | null {
  return RELAYS.find((relay) => doorAtRelay(station, relay, null) === undefined) ?? null;
}

/** Propose a door: at the first free relay, under the usual name where nothing in the building is called so. */
export function proposeDoor(
  stations: readonly StationView[],
  station: StationView | undefined,
  buildingId: string,
  usualName: string,
): DoorDraft {
  return {
    name: isNameKnown(stations, buildingId, usualName, null) ? "" : usualName,
    buildingId,
    stationId: station?.station_id ?? "",
    relay: findFreeRelay(station) ?? RELAYS[0],
    seconds: String(USUAL_S),
    failMode: "secure",
  };
}

/** Give a door as it is. */
export function readDoor(door: DoorView, station: StationView): DoorDraft {
  return {
    name: door.name,
    buildingId: door.building_id ?? station.building_id ?? "",
    stationId: station.station_id,
    relay: door.relay ?? RELAYS[0],
    seconds: String((door.release_ms ?? USUAL_S * 1_000) / 1_000),
    failMode: door.fail_mode === "safe" ? "safe" : "secure",
  };
}

/** Give what is wrong with the draft; `ownId` is the door that is edited, which is in nobody's way. */
export function findDoorFaults(
  draft: DoorDraft,
  stations: readonly StationView[],
  ownId: string | null,
): DoorFaults {
  const station = stations.find(({ station_id }) => station_id === draft.stationId);
  const taken = doorAtRelay(station, draft.relay, ownId);
  const faults: DoorFaults = {};
  if (draft.name.trim() === "") faults.name = "missing";
  else if (isNameKnown(stations, draft.buildingId, draft.name, ownId)) faults.name = "known";
  if (taken !== undefined) faults.relay = taken;
  if (readSeconds(draft.seconds) === null) faults.seconds = true;
  return faults;
}

/** Give what the server is told of the door; null while the seconds are none. */
export function writeDoor(draft: DoorDraft) {
  const seconds = readSeconds(draft.seconds);
  if (seconds === null) return null;
  return {
    name: draft.name,
    relay: draft.relay,
    building_id: draft.buildingId,
    release_ms: Math.round(seconds * 1_000),
    fail_mode: draft.failMode,
  };
}

/** Give the seconds that were typed, also in full-width digits; null: they are none, or out of bounds. */
function readSeconds(text: string): number | null {
  const typed = text.normalize("NFKC").trim();
  if (!/^\d{1,2}(\.\d)?$/.test(typed)) return null;
  const seconds = Number(typed);
  return seconds >= SHORTEST_S && seconds <= LONGEST_S ? seconds : null;
}

function isNameKnown(
  stations: readonly StationView[],
  buildingId: string,
  name: string,
  ownId: string | null,
): boolean {
  return stations.some(({ doors }) =>
    doors.some(
      (door) => door.building_id === buildingId && door.name === name.trim() && door.door_id !== ownId,
    ),
  );
}
