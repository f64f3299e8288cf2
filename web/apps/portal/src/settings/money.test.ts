import { expect, test } from "vitest";
import { formatMoney, readMoney, toText } from "./money";

test.each([
  ["2", "USD", 200],
  ["2.5", "USD", 250],
  ["２．５０", "USD", 250],
  ["1,200", "JPY", 1200],
  ["0", "JPY", 0],
])("%s %s is understood", (text, currency, amount) => expect(readMoney(text, currency)).toBe(amount));

test.each([
  ["", "USD"],
  ["-1", "USD"],
  ["1.234", "USD"],
  ["1.5", "JPY"],
  ["two", "USD"],
])("%s %s is no amount", (text, currency) => expect(readMoney(text, currency)).toBeNull());

test("an amount is written as its currency is", () => {
  expect(formatMoney(200, "USD", "en")).toBe("$2.00");
  expect(formatMoney(300, "JPY", "ja")).toMatch(/300/);
  expect([toText(200, "USD"), toText(300, "JPY")]).toEqual(["2.00", "300"]);
});
