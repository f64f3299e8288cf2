import { beforeEach, expect, test, vi } from "vitest";
import { chooseTheme, readTheme, setUpTheme } from "./theme";

let isNight: boolean;
let night: EventTarget & { matches: boolean };

beforeEach(() => {
  localStorage.clear();
  isNight = false;
  night = Object.defineProperty(new EventTarget(), "matches", { get: () => isNight }) as typeof night;
  vi.stubGlobal("matchMedia", () => night);
  document.head.innerHTML = '<meta name="theme-color" content="" />';
});

const shade = () => document.documentElement.dataset.theme;
const ground = () => document.querySelector('meta[name="theme-color"]')?.getAttribute("content");

test("follows the device through day and night", () => {
  setUpTheme();
  expect(shade()).toBe("light");
  isNight = true;
  night.dispatchEvent(new Event("change"));
  expect(shade()).toBe("dark");
  expect(ground()).toBe("#121416");
});

test("a chosen theme stands above the device's, and is kept", () => {
  setUpTheme();
  chooseTheme("dark");
  expect(shade()).toBe("dark");
  night.dispatchEvent(new Event("change"));
  expect(shade()).toBe("dark");
  expect(readTheme()).toBe("dark");
});

test("an unknown remembered theme is passed over", () => {
  localStorage.setItem("genkan.theme", "plaid");
  expect(readTheme("dark")).toBe("dark");
});
