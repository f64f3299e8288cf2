import { describe, expect, test } from "vitest";
import { readEntryAddress, readLinkToken } from "./address";
import { readBrowserKind } from "./browser-kind";
import { digitsOf } from "./code-boxes";
import { listRegions } from "./regions";

describe("the address a page was opened with", () => {
  test.each([
    ["/app/open", "#abc", { kind: "link", token: "abc" }],
    ["/app/reset", "#abc", { kind: "reset", token: "abc" }],
    ["/app/get", "", { kind: "get" }],
    ["/app/", "", null],
    ["/portal/open", "#abc", null],
  ])("%s%s", (pathname, hash, address) => {
    expect(readEntryAddress("/app/", { pathname, hash })).toEqual(address);
  });
});

describe("what a QR code says", () => {
  test.each([
    ["https://genkan.example/app/open#abc", "abc"],
    [" https://genkan.example:8440/portal/open#abc\n", "abc"],
    ["https://genkan.example/app/open", null],
    ["https://genkan.example/app/reset#abc", null],
    ["https://elsewhere.example/#abc", null],
    ["WIFI:S:lobby;;", null],
    ["", null],
  ])("%s", (text, token) => {
    expect(readLinkToken(text)).toBe(token);
  });
});

test.each([
  ["123456", "123456"],
  ["１２３ ４５６", "123456"],
  ["123-456\n", "123456"],
  ["abc", ""],
])("the digits of %s", (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15";

describe("the browser", () => {
  test.each([
    ["an iPhone's Safari", `${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, 5, true, null],
    ["LINE on an iPhone", `${IPHONE} Mobile/15E148 Safari Line/14.0.0`, 5, true, "line"],
    ["an iPad that calls itself a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5, true, null],
    ["a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0, false, null],
    ["Android's Chrome", "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile", 5, false, null],
    [
      "a window inside an Android app",
      "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/140.0",
      5,
      false,
      "other",
    ],
    ["Google's app", `${IPHONE} GSA/300.0 Mobile/15E148 Safari/604.1`, 5, true, "other"],
  ])("%s", (_, agent, touchPoints, isIos, inApp) => {
    expect(readBrowserKind(agent, touchPoints, false)).toEqual({ isIos, isInstalled: false, inApp });
  });
});

test("Japan comes first, the others by name", () => {
  const regions = listRegions("en");
  expect(regions[0]).toEqual({ region: "JP", name: "Japan", code: "81" });
  const names = regions.slice(1).map(({ name }) => name);
  expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, "en")));
});
