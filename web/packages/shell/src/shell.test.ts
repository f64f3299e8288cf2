import { setUpWords } from "@genkan/i18n";
import { expect, test, vi } from "vitest";
import en from "../../../../locales/en/problem.json";
import { describeDevice } from "./device-label";
import { tellProblem } from "./problem-words";
import { openStorage } from "./storage";

test.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "iPhone · Safari",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Windows · Edge",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "Android · Chrome",
  ],
  ["curl/8.5.0", "Browser"],
])("a device is named as its owner knows it: %#", (userAgent, label) => {
  expect(describeDevice(userAgent)).toBe(label);
});

const { t: say } = setUpWords({}, "en");

test("a refusal speaks in the words of its reason, however it is spelt", () => {
  expect(tellProblem(say, "station-offline")).toBe(en["station-offline"]);
  expect(tellProblem(say, "station_offline")).toBe(en["station-offline"]);
});

test("a reason nobody has words for is something that went wrong", () => {
  expect(tellProblem(say, "teapot")).toBe(en.internal);
  expect(tellProblem(say, "toString")).toBe(en.internal);
});

test("where the browser refuses storage, things last as long as the page", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  const storage = openStorage("local");
  storage.setItem("a", "1");
  expect(storage.getItem("a")).toBe("1");
  storage.removeItem("a");
  expect(storage.getItem("a")).toBeNull();
});
