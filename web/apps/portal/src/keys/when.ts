/** When a staff key or a line of a policy is good: always, or by a schedule. */

import type { HttpBody } from "@genkan/contract";
import {
  emptySchedule,
  findScheduleErrors,
  type Repeat,
  type Schedule,
  type ScheduleErrors,
  type ScheduleForm,
  toForm,
  toSchedule,
} from "@genkan/shell/schedule";

export const WHENS = ["always", "daily", "weekly", "once"] as const satisfies readonly (Repeat | "always")[];

export interface When {
  isAlways: boolean;
  form: ScheduleForm;
}

export function always(nowMs: number, zone: string): When {
  return { isAlways: true, form: { ...emptySchedule(nowMs, zone), repeat: "daily" } };
}

/** Give the draft of what the server has. */
export function readWhen(schedule: Schedule | null, nowMs: number, zone: string): When {
  return schedule === null ? always(nowMs, zone) : { isAlways: false, form: toForm(schedule, nowMs, zone) };
}

export function whenErrors(when: When, nowMs: number, zone: string): ScheduleErrors {
  return when.isAlways ? {} : findScheduleErrors(when.form, nowMs, zone);
}

/** Give the schedule; null: always. Only for a draft without errors. */
export function writeWhen(when: When, zone: string): Schedule | null {
  return when.isAlways ? null : toSchedule(when.form, zone);
}

/** Give the schedule as the server sent it; null for one that lacks what its kind needs. */
export function parseSchedule(model: HttpBody<"ScheduleModel"> | null | undefined): Schedule | null {
  if (!model) return null;
  const { kind, from_ms, until_ms, from_minute, to_minute, weekdays, last_day } = model;
  if (kind === "once") return from_ms == null || until_ms == null ? null : { kind, from_ms, until_ms };
  if (from_minute == null || to_minute == null) return null;
  const window = { from_minute, to_minute, last_day: last_day ?? null };
  return kind === "daily" ? { kind, ...window } : { kind, weekdays: weekdays ?? [], ...window };
}
