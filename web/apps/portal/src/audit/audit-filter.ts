import { type EventFilter, readFilter, readPeriod } from "../events/event-filter";

export const AREAS = [
  "settings",
  "staff",
  "residents",
  "devices",
  "releases",
  "keys",
  "notices",
  "alarms",
  "integrations",
  "looks",
] as const;
export type Area = (typeof AREAS)[number];

/** Which changes are shown; what is not there is not asked for. It stands in the page's address. */
export interface AuditFilter extends Pick<EventFilter, "period" | "from" | "to"> {
  doer?: string;
  area?: Area;
}

/** What of the address is this page's own. */
export function readAuditFilter(search: Record<string, unknown>): Pick<AuditFilter, "doer" | "area"> {
  const area = AREAS.find((known) => known === search.area);
  return {
    ...(typeof search.doer === "string" && search.doer !== "" ? { doer: search.doer } : {}),
    ...(area === undefined ? {} : { area }),
  };
}

/** All that narrows the page: its own, and the period, which it has in common with the events. */
export function readWholeFilter(search: Record<string, unknown>): AuditFilter {
  const { period, from, to } = readFilter(search);
  return {
    ...readAuditFilter(search),
    ...(period === undefined ? {} : { period }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Give what the server is asked for. */
export function writeAuditQuery(filter: AuditFilter, zone: string, nowMs: number): string {
  const asked = new URLSearchParams();
  const { fromMs, toMs } = readPeriod(filter, zone, nowMs);
  if (filter.doer !== undefined) asked.set("doer_id", filter.doer);
  if (filter.area !== undefined) asked.set("area", filter.area);
  if (fromMs !== null) asked.set("from_ms", String(fromMs));
  if (toMs !== null) asked.set("to_ms", String(toMs));
  return asked.toString();
}
