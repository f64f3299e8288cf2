import type { HttpBody } from "@genkan/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { load } from "../app/data";

export type DoorEvent = HttpBody<"EventOut">;
export type EventPage = HttpBody<"EventsOut">;
export type Week = HttpBody<"WeekOut">;

export function pathOf(propertyId: string): string {
  return `/api/portal/properties/${encodeURIComponent(propertyId)}`;
}

/** What happened at a property's doors, a page at a time, newest first. */
export function eventsQuery(propertyId: string, query: string) {
  return infiniteQueryOptions({
    queryKey: ["events", propertyId, query],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams(query);
      if (pageParam !== null) asked.set("cursor", pageParam);
      const text = asked.toString();
      return load<EventPage>(`${pathOf(propertyId)}/events${text === "" ? "" : `?${text}`}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Seven days, the last of them this one; without it today. */
export function weekQuery(propertyId: string, last: string | null) {
  return queryOptions({
    queryKey: ["week", propertyId, last],
    queryFn: () =>
      load<Week>(`${pathOf(propertyId)}/week${last === null ? "" : `?last=${encodeURIComponent(last)}`}`),
  });
}
