import { useQueries, useQuery } from "@tanstack/react-query";
import { type Home, homesQuery, type Place, placesQuery, Refused } from "../app/data";

export type HomesView =
  | { state: "loading" }
  | { state: "refused"; reason: string; retry(): void }
  | { state: "shown"; places: Place[]; homes: Home[] };

/** Every home of every property one looks after. */
export function useHomes(): HomesView {
  const places = useQuery(placesQuery);
  const lists = useQueries({ queries: (places.data ?? []).map((place) => homesQuery(place.property_id)) });
  const failed = [places, ...lists].find((query) => query.isError);
  if (failed !== undefined) {
    const reason = failed.error instanceof Refused ? failed.error.refusal.reason : "internal";
    return { state: "refused", reason, retry: () => void failed.refetch() };
  }
  if (places.data === undefined || lists.some((list) => list.data === undefined)) return { state: "loading" };
  return { state: "shown", places: places.data, homes: lists.flatMap((list) => list.data ?? []) };
}

/** Give the time zone of a building; Japan's for one that is not known. */
export function zoneOf(places: readonly Place[], buildingId: string): string {
  const buildings = places.flatMap((place) => place.buildings);
  return buildings.find((building) => building.building_id === buildingId)?.time_zone ?? "Asia/Tokyo";
}

/** Give the property a building stands in; none for one that is not known. */
export function propertyOf(places: readonly Place[], buildingId: string): string {
  const place = places.find((known) => known.buildings.some((one) => one.building_id === buildingId));
  return place?.property_id ?? "";
}
