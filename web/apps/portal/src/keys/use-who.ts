import { useQuery } from "@tanstack/react-query";
import { homesQuery, type Place } from "../app/data";
import { groupByBuilding } from "../homes/home-list";
import { usePortalKeyWords } from "./use-portal-key-words";

export interface Whos {
  say(who: string): string;
  buildings: readonly string[];
  homes: readonly string[];
}

/** Whom a line of a policy can name, and how each is called. */
export function useWho(place: Place): Whos {
  const { t, i18n } = usePortalKeyWords();
  const homes = useQuery(homesQuery(place.property_id));
  const names = new Map<string, string>([["staff", t("policy.who.staff")]]);
  for (const { building_id, name } of place.buildings) {
    names.set(`building:${building_id}`, t("policy.who.building", { building: name }));
  }
  const known = groupByBuilding(homes.data ?? [], i18n.language).flatMap((group) => group.homes);
  for (const { home_id, number, building_name } of known) {
    names.set(`home:${home_id}`, t("policy.who.home", { building: building_name, number }));
  }
  return {
    say: (who) => names.get(who) ?? (homes.data === undefined ? "…" : t("policy.who.unknown")),
    buildings: place.buildings.map(({ building_id }) => `building:${building_id}`),
    homes: known.map(({ home_id }) => `home:${home_id}`),
  };
}
