import { describe, expect, test } from "vitest";
import { levelOf } from "../browser/voice-meter";
import { readClock } from "./clock";
import { remainingShare } from "./countdown-ring";

describe("the clock", () => {
  const newYear = Date.UTC(2026, 11, 31, 15, 0); // midnight in Tokyo

  test("follows the building's zone, not the unit's", () => {
    expect(readClock(newYear, "Asia/Tokyo", "ja")).toEqual({ time: "00:00", date: "1月1日(金)" });
    expect(readClock(newYear, "Europe/Paris", "en")).toEqual({ time: "16:00", date: "Thu 31 December" });
  });
});

describe("the countdown", () => {
  test("is full at the start, empty at the deadline, and never more or less", () => {
    expect(remainingShare(0, 0, 30_000)).toBe(1);
    expect(remainingShare(15_000, 0, 30_000)).toBe(0.5);
    expect(remainingShare(40_000, 0, 30_000)).toBe(0);
    expect(remainingShare(-100, 0, 30_000)).toBe(1);
    expect(remainingShare(5, 10, 10)).toBe(0);
  });
});

describe("the voice meter", () => {
  const tone = (amplitude: number) =>
    Float32Array.from({ length: 1024 }, (_, place) => amplitude * Math.sin(place / 5));

  test("shows silence as nothing and a raised voice as full", () => {
    expect(levelOf(tone(0))).toBe(0);
    expect(levelOf(tone(0.001))).toBe(0);
    expect(levelOf(tone(0.5))).toBe(1);
  });

  test("grows with loudness", () => {
    expect(levelOf(tone(0.02))).toBeGreaterThan(levelOf(tone(0.005)));
  });
});
