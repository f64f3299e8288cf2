import type { StationView } from "@genkan/contract";
import { type ConditionKind, isTrouble, judgeStation, KINDS_BY_URGENCY } from "./condition";

/** What part of the stations a table shows. */
export const FILTERS = ["all", "trouble", "online", "unenrolled"] as const;
export type Filter = (typeof FILTERS)[number];

/** The stations of one building, the urgent ones first. */
export interface BuildingGroup {
  key: string;
  propertyName: string | null;
  buildingName: string;
  stations: StationView[];
}

export function passesFilter(station: StationView, filter: Filter): boolean {
  const condition = judgeStation(station);
  if (filter === "all") return true;
  return filter === "trouble" ? isTrouble(condition) : condition.kind === filter;
}

export function countByFilter(stations: readonly StationView[]): Record<Filter, number> {
  const count = (filter: Filter) => stations.filter((station) => passesFilter(station, filter)).length;
  return {
    all: stations.length,
    trouble: count("trouble"),
    online: count("online"),
    unenrolled: count("unenrolled"),
  };
}

/** Whether every word of the query stands somewhere in what is known of the station. */
export function matchesQuery(station: StationView, query: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const text = fold(
    [
      station.property_name,
      station.building_name,
      station.name,
      station.version,
      station.station_id,
      ...station.doors.map((door) => door.name),
    ].join(" "),
  );
  return words.every((word) => text.includes(word));
}

/** Give the property's name where the building's own does not say it already: 「さくらハイツ 東館」 does. */
export function propertyBeside(propertyName: string | null, buildingName: string): string | null {
  return propertyName !== null && buildingName.startsWith(propertyName) ? null : propertyName;
}

/** The stations of one property, by building. */
export interface PropertyGroup {
  key: string;
  name: string | null;
  stations: StationView[];
}

/** Give the stations by property, in the order of `groupByBuilding`. */
export function groupByProperty(stations: readonly StationView[], language: string): PropertyGroup[] {
  const groups = new Map<string, PropertyGroup>();
  for (const building of groupByBuilding(stations, language)) {
    const key = building.stations[0]?.property_id ?? "";
    const group = groups.get(key) ?? { key, name: building.propertyName, stations: [] };
    group.stations.push(...building.stations);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Give the stations by property and building, in the reader's order of names; what is urgent comes first. */
export function groupByBuilding(stations: readonly StationView[], language: string): BuildingGroup[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const groups = new Map<string, BuildingGroup>();
  for (const station of stations) {
    const propertyName = station.property_name ?? null;
    const key = JSON.stringify([station.property_id ?? null, station.building_name]);
    const group = groups.get(key) ?? {
      key,
      propertyName,
      buildingName: station.building_name,
      stations: [],
    };
    group.stations.push(station);
    groups.set(key, group);
  }
  const byName = (a: BuildingGroup, b: BuildingGroup) =>
    collator.compare(a.propertyName ?? "", b.propertyName ?? "") ||
    collator.compare(a.buildingName, b.buildingName);
  return [...groups.values()]
    .map((group) => ({ ...group, stations: sortByUrgency(group.stations, collator) }))
    .sort(byName);
}

function sortByUrgency(stations: readonly StationView[], collator: Intl.Collator): StationView[] {
  const urgency = (station: StationView) => rank(judgeStation(station).kind);
  return [...stations].sort((a, b) => urgency(a) - urgency(b) || collator.compare(a.name, b.name));
}

function rank(kind: ConditionKind): number {
  return KINDS_BY_URGENCY.indexOf(kind);
}

/** Full-width letters and digits, as a Japanese keyboard types them, find the half-width ones. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
