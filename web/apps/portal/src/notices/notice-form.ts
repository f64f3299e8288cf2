import type { HttpBody } from "@genkan/contract";
import { addDays } from "@genkan/shell/schedule";
import { fromWallClock, toWallClock } from "../app/wall-clock";
import { type InstantDraft, NOW, readInstant } from "../homes/instant-choice";

export type Notice = HttpBody<"NoticeOut">;
export type NoticeBody = HttpBody<"NoticeIn">;
export type NoticeFile = HttpBody<"NoticeFileOut">;
export type Words = HttpBody<"NoticeTextModel">;
type Language = Notice["language"];

const NO_WORDS: Words = { title: "", text: "" };
const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a manager has typed so far. */
export interface NoticeForm {
  language: Language;
  words: Words;
  hasOther: boolean;
  other: Words;
  audience: Notice["audience"];
  targets: readonly string[];
  since: InstantDraft;
  /** The last day on which it stays, by the property's clock; empty: it stays. */
  until: string;
  byMail: boolean;
  files: readonly NoticeFile[];
}

/** What keeps the form from being sent. */
export type Fault = "title" | "text" | "other" | "targets" | "since" | "until";

export function emptyForm(language: Language, nowMs: number, zone: string): NoticeForm {
  return {
    language,
    words: NO_WORDS,
    hasOther: false,
    other: NO_WORDS,
    audience: "property",
    targets: [],
    since: NOW,
    until: toWallClock(nowMs + USUAL_DAYS * DAY_MS, zone).slice(0, 10),
    byMail: false,
    files: [],
  };
}

export function formOf(notice: Notice, zone: string): NoticeForm {
  return {
    language: notice.language,
    words: notice.text,
    hasOther: notice.other !== null,
    other: notice.other ?? NO_WORDS,
    audience: notice.audience,
    targets: notice.targets,
    since: { isNow: false, text: toWallClock(notice.since_ms, zone) },
    until: notice.until_ms === null ? "" : toWallClock(notice.until_ms - 1, zone).slice(0, 10),
    byMail: notice.by_mail,
    files: notice.files,
  };
}

/** Give the midnight that ends the last day, which may have 23 or 25 hours; null: none was chosen. */
function endOf(day: string, zone: string): number | null {
  const isDay = !Number.isNaN(Date.parse(`${day}T00:00Z`));
  return isDay ? fromWallClock(`${addDays(day, 1)}T00:00`, zone) : null;
}

export function findFaults(form: NoticeForm, zone: string, nowMs: number): ReadonlySet<Fault> {
  const faults = new Set<Fault>();
  const since = readInstant(form.since, zone);
  const isBlank = (text: string) => text.trim() === "";
  if (isBlank(form.words.title)) faults.add("title");
  if (isBlank(form.words.text)) faults.add("text");
  if (form.hasOther && (isBlank(form.other.title) || isBlank(form.other.text))) faults.add("other");
  if (form.audience !== "property" && form.targets.length === 0) faults.add("targets");
  if (since === undefined) faults.add("since");
  if (form.until !== "") {
    const until = endOf(form.until, zone);
    if (until === null || until <= Math.max(since ?? nowMs, nowMs)) faults.add("until");
  }
  return faults;
}

export function bodyOf(form: NoticeForm, zone: string): NoticeBody {
  return {
    language: form.language,
    text: form.words,
    other: form.hasOther ? form.other : null,
    audience: form.audience,
    targets: form.audience === "property" ? [] : [...form.targets],
    since_ms: readInstant(form.since, zone) ?? null,
    until_ms: form.until === "" ? null : endOf(form.until, zone),
    by_mail: form.byMail,
    files: form.files.map((file) => file.file_id),
  };
}
