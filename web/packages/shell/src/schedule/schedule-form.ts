/** When a key opens, as a form holds it: what is typed, what it lacks, and the schedule it makes. */
import { fromLocalText, toDayText, toLocalText, toMinute, toTimeText } from "./zone-time";

const HOUR_MS = 3_600_000;
const LONGEST_MS = 366 * 24 * HOUR_MS;
const QUARTER_MS = 15 * 60_000;
const DAY_MINUTES = 24 * 60; // from 0:00 to 0:00 is the whole day

/** As the HTTP API gives and takes it: instants, or minutes of the building's day. */
export type Schedule =
  | { kind: "once"; from_ms: number; until_ms: number }
  | { kind: "daily"; from_minute: number; to_minute: number; last_day?: string | null }
  | {
      kind: "weekly";
      weekdays: number[]; // 0 is Monday
      from_minute: number;
      to_minute: number;
      last_day?: string | null;
    };

export type Repeat = Schedule["kind"];

export interface ScheduleForm {
  repeat: Repeat;
  from: string; // datetime-local
  until: string;
  fromTime: string;
  toTime: string;
  weekdays: readonly number[];
  lastDay: string;
}

/** A field and what is wrong with it: a word of `keyForm.error.*`. */
export type ScheduleErrors = Partial<Record<"from" | "until" | "time" | "weekdays" | "lastDay", string>>;

/** Propose a day from now on, and office hours. */
export function emptySchedule(nowMs: number, zone: string): ScheduleForm {
  const startMs = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS;
  return {
    repeat: "once",
    from: toLocalText(startMs, zone),
    until: toLocalText(startMs + 24 * HOUR_MS, zone),
    fromTime: "09:00",
    toTime: "18:00",
    weekdays: [],
    lastDay: "",
  };
}

export function findScheduleErrors(form: ScheduleForm, nowMs: number, zone: string): ScheduleErrors {
  return form.repeat === "once" ? onceErrors(form, nowMs, zone) : repeatErrors(form, nowMs, zone);
}

/** Give the schedule that the form describes; only for one without errors. */
export function toSchedule(form: ScheduleForm, zone: string): Schedule {
  if (form.repeat === "once")
    return {
      kind: "once",
      from_ms: fromLocalText(form.from, zone) ?? 0,
      until_ms: fromLocalText(form.until, zone) ?? 0,
    };
  const from_minute = toMinute(form.fromTime) ?? 0;
  const to_minute = toMinute(form.toTime) ?? 0;
  const isWholeDay = from_minute === 0 && to_minute === 0;
  const window = {
    from_minute,
    to_minute: isWholeDay ? DAY_MINUTES : to_minute,
    last_day: form.lastDay || null,
  };
  if (form.repeat === "daily") return { kind: "daily", ...window };
  return { kind: "weekly", weekdays: [...form.weekdays].sort(), ...window };
}

/** Give the form that describes the schedule. */
export function toForm(schedule: Schedule, nowMs: number, zone: string): ScheduleForm {
  const form = { ...emptySchedule(nowMs, zone), repeat: schedule.kind };
  if (schedule.kind === "once")
    return {
      ...form,
      from: toLocalText(schedule.from_ms, zone),
      until: toLocalText(schedule.until_ms, zone),
    };
  return {
    ...form,
    fromTime: toTimeText(schedule.from_minute),
    toTime: toTimeText(schedule.to_minute),
    weekdays: schedule.kind === "weekly" ? schedule.weekdays : [],
    lastDay: schedule.last_day ?? "",
  };
}

function onceErrors(form: ScheduleForm, nowMs: number, zone: string): ScheduleErrors {
  const from = fromLocalText(form.from, zone);
  const until = fromLocalText(form.until, zone);
  if (from === null) return { from: "timeMissing" };
  if (until === null) return { until: "timeMissing" };
  if (until <= from) return { until: "untilBeforeFrom" };
  if (until <= nowMs) return { until: "isOver" };
  return until - from > LONGEST_MS ? { until: "tooLong" } : {};
}

function repeatErrors(form: ScheduleForm, nowMs: number, zone: string): ScheduleErrors {
  const errors: ScheduleErrors = {};
  const from = toMinute(form.fromTime);
  const to = toMinute(form.toTime);
  if (from === null || to === null) errors.time = "timeMissing";
  else if (from === to && from !== 0) errors.time = "timeEmpty";
  if (form.repeat === "weekly" && form.weekdays.length === 0) errors.weekdays = "weekdaysMissing";
  if (form.lastDay !== "" && form.lastDay < toDayText(nowMs, zone)) errors.lastDay = "isOver";
  return errors;
}
