/** The form of a new key without its pixels: what is typed, what it lacks, and the key it makes. */
import {
  addDays,
  emptySchedule,
  findScheduleErrors,
  type Repeat,
  type ScheduleErrors,
  type ScheduleForm,
  toDayText,
  toSchedule,
} from "@genkan/shell/schedule";
import type { NewKey } from "./key-types";

const MOST_USES = 100;
const PARCEL_DAYS = 3;

export type { Repeat };

export interface KeyForm extends ScheduleForm {
  template: "visitor" | "parcel";
  visitorName: string;
  idNumber: string;
  uses: string; // empty: as often as one likes, for keys that repeat
  doorIds: readonly string[] | null; // null: all of the household's, or of a parcel the main entrance
  email: string;
  language: "ja" | "en";
}

/** A field and what is wrong with it: a word of `keyForm.error.*`. */
export type FormErrors = ScheduleErrors & Partial<Record<"visitorName" | "uses" | "doors" | "email", string>>;

export function emptyForm(nowMs: number, zone: string, language: "ja" | "en"): KeyForm {
  return {
    ...emptySchedule(nowMs, zone),
    template: "visitor",
    visitorName: "",
    idNumber: "",
    uses: "1",
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
  return { ...errors, ...findScheduleErrors(form, nowMs, zone) };
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

function isUses({ uses, repeat }: KeyForm): boolean {
  const text = toDigits(uses);
  if (text === "") return repeat !== "once";
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_USES;
}

/** Full-width digits are digits. */
function toDigits(text: string): string {
  return text.trim().normalize("NFKC");
}
