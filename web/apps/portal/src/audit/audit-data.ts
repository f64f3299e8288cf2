import type { HttpBody } from "@genkan/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { load } from "../app/data";
import { pathOf } from "../events/events-data";

export type AuditPageOut = HttpBody<"AuditOut">;
export type AuditLine = HttpBody<"AuditLineOut">;
export type AuditDoer = HttpBody<"AuditDoerOut">;

/** Who changed what in a property, a page at a time, newest first. */
export function auditQuery(propertyId: string, query: string) {
  return infiniteQueryOptions({
    queryKey: ["audit", propertyId, query],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams(query);
      if (pageParam !== null) asked.set("cursor", pageParam);
      const text = asked.toString();
      return load<AuditPageOut>(`${pathOf(propertyId)}/audit${text === "" ? "" : `?${text}`}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0, // whoever comes here has just changed something
  });
}
