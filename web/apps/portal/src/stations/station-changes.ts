import type { StationView } from "@genkan/contract";
import { judgeStation } from "./condition";

export type StationChange = { station: StationView; became: "lost" | "back" };

/** Give the stations that lost their link between two states, and those that came back. */
export function findChanges(before: readonly StationView[], after: readonly StationView[]): StationChange[] {
  const known = new Map(before.map((station) => [station.station_id, judgeStation(station).kind]));
  const changes: StationChange[] = [];
  for (const station of after) {
    const was = known.get(station.station_id);
    const is = judgeStation(station).kind;
    if (was === undefined || (was === "offline") === (is === "offline")) continue;
    changes.push({ station, became: is === "offline" ? "lost" : "back" });
  }
  return changes;
}
