import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderPanel } from "../testing/render-panel";

const tokyo = (hour: number) => Date.UTC(2026, 10, 23, hour - 9);
const NIGHT = { from_minute: 22 * 60, to_minute: 7 * 60, volume: 40 };
const SET = { brightness: 90, night_brightness: 30, night: NIGHT };
const darkness = () => screen.queryByTestId("panel-dimmer")?.style.opacity ?? "0";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function showAt(hour: number, change: object) {
  const panel = renderPanel();
  panel.timers.nowMs = tokyo(hour);
  act(() => panel.agent.show(change));
  return panel;
}

test("a panel is as bright as it can while nobody says otherwise", () => {
  showAt(23, { night: NIGHT });
  expect(darkness()).toBe("0");
});

test("by day the picture is as dark as the unit is set to", () => {
  const { agent } = showAt(14, SET);
  expect(Number(darkness())).toBeCloseTo(0.1);
  act(() => agent.show({ brightness: 60 }));
  expect(Number(darkness())).toBeCloseTo(0.4);
});

test("at night it rests darker, and a touch brings the light of the day for the idle time", () => {
  showAt(23, { ...SET, idle_s: 30 });
  expect(Number(darkness())).toBeCloseTo(0.7);
  fireEvent.pointerDown(screen.getByTestId("panel-key-1"), { button: 0 });
  expect(Number(darkness())).toBeCloseTo(0.1);
  act(() => void vi.advanceTimersByTime(29_999));
  expect(Number(darkness())).toBeCloseTo(0.1);
  act(() => void vi.advanceTimersByTime(1));
  expect(Number(darkness())).toBeCloseTo(0.7);
});

test("a call at night has the light of the day, from whoever touched nothing", () => {
  const { agent } = showAt(23, SET);
  act(() => agent.showCall());
  expect(Number(darkness())).toBeCloseTo(0.1);
});

test("night falls without anybody touching anything", () => {
  const panel = showAt(21, SET);
  expect(Number(darkness())).toBeCloseTo(0.1);
  panel.timers.nowMs = tokyo(22);
  act(() => void vi.advanceTimersByTime(20_000));
  expect(Number(darkness())).toBeCloseTo(0.7);
});

test("a unit with a lamp of its own is told how brightly to shine, and the picture stays", () => {
  const { told } = showAt(23, { ...SET, has_backlight: true });
  expect(darkness()).toBe("0");
  fireEvent.pointerDown(document.body);
  expect(told).toEqual([
    ["panel.brightness", { percent: 30 }],
    ["panel.brightness", { percent: 90 }],
  ]);
});
