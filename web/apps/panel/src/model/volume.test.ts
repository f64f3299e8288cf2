import { describe, expect, test } from "vitest";
import { PANEL } from "../testing/fakes";
import { volumeAt } from "./volume";

const NIGHT = { ...PANEL, night: { from_minute: 22 * 60, to_minute: 7 * 60, volume: 40 } };
const tokyo = (hour: number, minute = 0) => Date.UTC(2026, 10, 23, hour - 9, minute);

describe("the volume", () => {
  test.each([
    [21, 59, 1],
    [22, 0, 0.4],
    [31, 0, 1],
    [30, 59, 0.4],
  ])("at %i:%i in Tokyo is %f", (hour, minute, volume) => {
    expect(volumeAt(NIGHT, tokyo(hour, minute))).toBe(volume);
  });

  test("is what the unit is set to, and at night that share of it", () => {
    const soft = { ...NIGHT, volume: 50 };
    expect(volumeAt(soft, tokyo(12))).toBe(0.5);
    expect(volumeAt(soft, tokyo(23))).toBe(0.2);
  });

  test("is full without a night, and while the time is unknown", () => {
    expect(volumeAt(PANEL, tokyo(23))).toBe(1);
    expect(volumeAt({ ...NIGHT, server_ms: null }, tokyo(23))).toBe(1);
    expect(volumeAt(null, tokyo(23))).toBe(1);
  });
});
