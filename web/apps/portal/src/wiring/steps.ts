import type { StationView } from "@genkan/contract";
import type { Building, Place } from "../app/data";

/** What a property needs before a visitor can ring, in the order in which it is made. */
export const STEPS = ["property", "building", "homes", "station", "door", "unit"] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  done: ReadonlySet<Step>;
  /** What comes next; null: it is complete. */
  next: Step | null;
  /** The building whose homes are missing. */
  building: Building | undefined;
  /** The station without a door or a unit. */
  station: StationView | undefined;
}

/** Give how far the property is; without one, nothing is done. */
export function findProgress(place: Place | undefined, stations: readonly StationView[]): Progress {
  const own = stations.filter(({ property_id }) => property_id === place?.property_id);
  const building = place?.buildings.find(({ homes }) => homes === 0);
  const doorless = own.find(({ doors }) => doors.length === 0);
  const unitless = own.find(({ enrolled }) => !enrolled);
  const facts: Record<Step, boolean> = {
    property: place !== undefined,
    building: (place?.buildings.length ?? 0) > 0,
    homes: place?.buildings.some(({ homes }) => homes > 0) ?? false,
    station: own.length > 0,
    door: own.length > 0 && doorless === undefined,
    unit: own.length > 0 && unitless === undefined,
  };
  const next = STEPS.find((step) => !facts[step]) ?? null;
  return {
    done: new Set(STEPS.filter((step) => facts[step])),
    next,
    building,
    station: next === "door" ? doorless : unitless,
  };
}
