import type { Home } from "../app/data";

/** What part of the homes a table shows. */
export const HOME_FILTERS = ["all", "vacant", "waiting", "active", "trouble"] as const;
export type HomeFilter = (typeof HOME_FILTERS)[number];

export interface HomeGroup {
  buildingId: string;
  buildingName: string;
  homes: Home[];
}

/** Whether something has to be done: the account mail did not arrive. */
export function isTrouble(home: Home): boolean {
  return home.mail === "failed";
}

export function passesFilter(home: Home, filter: HomeFilter): boolean {
  if (filter === "all") return true;
  if (filter === "trouble") return isTrouble(home);
  if (filter === "waiting") return home.state === "waiting" || home.state === "planned";
  return home.state === filter;
}

export function countByFilter(homes: readonly Home[]): Record<HomeFilter, number> {
  const count = (filter: HomeFilter) => homes.filter((home) => passesFilter(home, filter)).length;
  return {
    all: homes.length,
    vacant: count("vacant"),
    waiting: count("waiting"),
    active: count("active"),
    trouble: count("trouble"),
  };
}

/** Whether every word of the query stands somewhere in what is known of the home. */
export function matchesQuery(home: Home, query: string): boolean {
  const text = fold([home.number, home.building_name, home.master_name ?? ""].join(" "));
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

/** Give the homes by building, both in the reader's order: 「2」 before 「10」. */
export function groupByBuilding(homes: readonly Home[], language: string): HomeGroup[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const groups = new Map<string, HomeGroup>();
  for (const home of homes) {
    const group = groups.get(home.building_id) ?? {
      buildingId: home.building_id,
      buildingName: home.building_name,
      homes: [],
    };
    group.homes.push(home);
    groups.set(home.building_id, group);
  }
  for (const group of groups.values()) group.homes.sort((a, b) => collator.compare(a.number, b.number));
  return [...groups.values()].sort((a, b) => collator.compare(a.buildingName, b.buildingName));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
