import type { HistoryItem } from "../app/api-types";

export interface HistoryDay {
  /** Local midnight that began the day. */
  startMs: number;
  items: HistoryItem[];
}

/** Put what happened under the days it happened on, in the device's zone; the order stays. */
export function groupByDay(items: readonly HistoryItem[]): HistoryDay[] {
  const days: HistoryDay[] = [];
  for (const item of items) {
    const startMs = startOfDay(item.at_ms);
    const last = days.at(-1);
    if (last?.startMs === startMs) last.items.push(item);
    else days.push({ startMs, items: [item] });
  }
  return days;
}

export function startOfDay(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole days from that day to today; a clock change makes a day of 23 or 25 hours. */
export function daysAgo(startMs: number, nowMs: number): number {
  return Math.round((startOfDay(nowMs) - startMs) / 86_400_000);
}
