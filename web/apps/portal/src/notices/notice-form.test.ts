import { expect, test } from "vitest";
import { bodyOf, emptyForm, formOf, type Notice } from "./notice-form";

const NOTICE: Notice = {
  notice_id: "n1",
  language: "ja",
  text: { title: "断水", text: "10時から" },
  other: null,
  audience: "property",
  targets: [],
  since_ms: Date.UTC(2026, 0, 1),
  until_ms: null,
  by_mail: false,
  files: [],
  state: "sent",
  sent_ms: null,
  changed_ms: null,
  homes: 1,
  persons: 1,
  read_homes: 0,
  read_persons: 0,
};

test.each([
  ["Asia/Tokyo", "2026-12-31", Date.UTC(2026, 11, 31, 15)],
  ["Europe/Berlin", "2026-03-29", Date.UTC(2026, 2, 29, 22)], // a day of 23 hours
  ["Europe/Berlin", "2026-10-25", Date.UTC(2026, 9, 25, 23)], // and one of 25
])("a notice stays to the end of its last day: in %s that of %s", (zone, day, endMs) => {
  const form = { ...emptyForm("ja", NOTICE.since_ms, zone), until: day };
  expect(bodyOf(form, zone).until_ms).toBe(endMs);
  expect(formOf({ ...NOTICE, until_ms: endMs }, zone).until).toBe(day);
});
