import { expect, test } from "vitest";
import { readHomeNumbers } from "./home-numbers";

test.each([
  ["101", ["101"]],
  ["101-103", ["101", "102", "103"]],
  ["１０１〜１０３", ["101", "102", "103"]],
  ["101ー102、201–202", ["101", "102", "201", "202"]],
  ["101 - 102\n201", ["101", "102", "201"]],
  ["001-003", ["001", "002", "003"]],
  ["101,101", ["101"]],
  ["98-101", ["98", "99", "100", "101"]],
])("%s is understood", (text, numbers) => {
  expect(readHomeNumbers(text)).toEqual({ ok: true, numbers });
});

test.each([
  ["", "empty"],
  [" 、", "empty"],
  ["A101", "unfit"],
  ["101-", "unfit"],
  ["101-102-103", "unfit"],
  ["123456789", "unfit"],
  ["110-101", "backwards"],
  ["1-501", "tooMany"],
  ["1-300,1001-1300", "tooMany"],
])("%s is refused as %s", (text, fault) => {
  expect(readHomeNumbers(text)).toMatchObject({ ok: false, fault });
});
