import { expect, test } from "vitest";
import { addressOf, readNotice } from "./notice";

test.each([
  ["ring", "answer", "/app/answer.html?answer=c1"],
  ["ring", "", "/app/answer.html?call=c1"],
  ["missed", "", "/app/history"],
  ["test", "", "/app/check?test=c1"],
  ["lost", "", "/app/check"],
] as const)("a press on %s (%s) leads to %s", (type, action, address) => {
  expect(addressOf({ type, id: "c1" }, action)).toBe(address);
});

test.each([
  ["/app/me/pin", "/app/me/pin"],
  ["/portal/", "/portal/"],
  ["//elsewhere.example/", "/app/"],
  ["https://elsewhere.example/portal/", "/app/"],
  [undefined, "/app/"],
])("a press on a note about %s leads to %s", (path, address) => {
  expect(addressOf({ type: "note", ...(path && { path }) }, "")).toBe(address);
});

test("an id cannot lead anywhere else", () => {
  expect(addressOf({ type: "ring", id: "x&y=/../#" }, "")).toBe("/app/answer.html?call=x%26y%3D%2F..%2F%23");
});

test.each(["", "null", "{}", "[]", "not json"])("%s is no notice", (text) => {
  expect(readNotice(text)).toBeNull();
});

test("a missed call leads to the household's history, one to the office to its managers' list", () => {
  expect(addressOf({ type: "missed", id: "c1" }, "")).toBe("/app/history");
  const office = { type: "missed", id: "c1", path: "/portal/#office-calls" } as const;
  expect(addressOf(office, "")).toBe("/portal/#office-calls");
});
