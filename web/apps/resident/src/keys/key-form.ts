/** The form of a new key without its pixels: what is typed, what it lacks, and the key it makes. */
import type { NewKey, Schedule } from "./key-types";
import { addDays, fromLocalText, toDayText, toLocalText, toMinute } from "./zone-time";

const HOUR_MS = 3_600_000;
const MOST_USES = 100;
const LONGEST_MS = 366 * 24 * HOUR_MS;
const PARCEL_DAYS = 3;
const QUARTER_MS = 15 * 60_000;

export type Repeat = "once" | "daily" | "weekly";

export interface KeyForm {
  template: "visitor" | "parcel";
  visitorName: string;
  idNumber: string;
  repeat: Repeat;
  uses: string; // empty: as often as one likes, for keys that repeat
  from: string; // datetime-local
  until: string;
  fromTime: string;
  toTime: string;
  weekdays: readonly number[];
  lastDay: string;
  doorIds: readonly string[] | null; // null: all of the household's, or of a parcel the main entrance
  email: string;
  language: "ja" | "en";
}

/** A field and what is wrong with it: a word of `keyForm.error.*`. */
export type FormErrors = Partial<
  Record<
    "visitorName" | "uses" | "from" | "until" | "time" | "weekdays" | "lastDay" | "doors" | "email",
    string
  >
>;

export function emptyForm(nowMs: number, zone: string, language: "ja" | "en"): KeyForm {
  const startMs = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS;
  return {
    template: "visitor",
    visitorName: "",
    idNumber: "",
    repeat: "once",
    uses: "1",
    from: toLocalText(startMs, zone),
    until: toLocalText(startMs + 24 * HOUR_MS, zone),
    fromTime: "09:00",
    toTime: "18:00",
    weekdays: [],
    lastDay: "",
    doorIds: null,
    email: "",
    language,
  };
}

/** Fill in what a parcel needs; what was typed stays. */
export function chooseTemplate(
  form: KeyForm,
  template: KeyForm["template"],
  nowMs: number,
  zone: string,
): KeyForm {
  if (template === form.template) return form;
  if (template === "visitor") return { ...form, template, repeat: "once", uses: "1", doorIds: null };
  return {
    ...form,
    template,
    repeat: "daily",
    uses: "1",
    fromTime: "08:00",
    toTime: "21:00",
    lastDay: addDays(toDayText(nowMs, zone), PARCEL_DAYS - 1),
    doorIds: null,
  };
}

export function findErrors(form: KeyForm, nowMs: number, zone: string): FormErrors {
  const errors: FormErrors = {};
  if (form.visitorName.trim() === "") errors.visitorName = "nameMissing";
  if (!isUses(form)) errors.uses = form.repeat === "once" ? "usesMissing" : "usesUnfit";
  if (form.doorIds?.length === 0) errors.doors = "doorsMissing";
  if (form.email.trim() !== "" && !/^\S+@\S+\.\S+$/.test(form.email.trim())) errors.email = "emailUnfit";
  return {
    ...errors,
    ...(form.repeat === "once" ? onceErrors(form, nowMs, zone) : repeatErrors(form, nowMs, zone)),
  };
}

/** Give the key that the form describes; only for one without errors. */
export function toNewKey(form: KeyForm, zone: string): NewKey {
  const email = form.email.trim();
  return {
    visitor_name: form.visitorName.trim(),
    id_number: form.idNumber.trim() || null,
    template: form.template,
    schedule: toSchedule(form, zone),
    uses: form.uses.trim() === "" ? null : Number(toDigits(form.uses)),
    door_ids: form.doorIds === null ? null : [...form.doorIds],
    email: email || null,
    language: email === "" ? null : form.language,
  };
}

export function toSchedule(form: KeyForm, zone: string): Schedule {
  if (form.repeat === "once")
    return {
      kind: "once",
      from_ms: fromLocalText(form.from, zone) ?? 0,
      until_ms: fromLocalText(form.until, zone) ?? 0,
    };
  const window = {
    from_minute: toMinute(form.fromTime) ?? 0,
    to_minute: toMinute(form.toTime) ?? 0,
    last_day: form.lastDay || null,
  };
  if (form.repeat === "daily") return { kind: "daily", ...window };
  return { kind: "weekly", weekdays: [...form.weekdays].sort(), ...window };
}

function isUses({ uses, repeat }: KeyForm): boolean {
  const text = toDigits(uses);
  if (text === "") return repeat !== "once";
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_USES;
}

function onceErrors(form: KeyForm, nowMs: number, zone: string): FormErrors {
  const from = fromLocalText(form.from, zone);
  const until = fromLocalText(form.until, zone);
  if (from === null) return { from: "timeMissing" };
  if (until === null) return { until: "timeMissing" };
  if (until <= from) return { until: "untilBeforeFrom" };
  if (until <= nowMs) return { until: "isOver" };
  return until - from > LONGEST_MS ? { until: "tooLong" } : {};
}

function repeatErrors(form: KeyForm, nowMs: number, zone: string): FormErrors {
  const errors: FormErrors = {};
  const from = toMinute(form.fromTime);
  const to = toMinute(form.toTime);
  if (from === null || to === null) errors.time = "timeMissing";
  else if (from === to) errors.time = "timeEmpty";
  if (form.repeat === "weekly" && form.weekdays.length === 0) errors.weekdays = "weekdaysMissing";
  if (form.lastDay !== "" && form.lastDay < toDayText(nowMs, zone)) errors.lastDay = "isOver";
  return errors;
}

/** Full-width digits are digits. */
function toDigits(text: string): string {
  return text.trim().normalize("NFKC");
}
