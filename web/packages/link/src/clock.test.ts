import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ServerClock } from "./clock";

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

test("is the device's own clock until the server was heard", () => {
  expect(new ServerClock().now()).toBe(100_000);
});

test("takes the answer to have been written half a round trip ago", () => {
  const clock = new ServerClock();
  clock.learn(99_900, 100_000, 200_000);
  expect(clock.now()).toBe(200_050);
});

test("keeps the quickest measurement", () => {
  const clock = new ServerClock();
  clock.learn(99_990, 100_000, 200_000);
  clock.learn(98_000, 100_000, 205_000);
  expect(clock.now()).toBe(200_005);
});

test("prefers a slow measurement to a stale one", () => {
  const clock = new ServerClock();
  clock.learn(99_990, 100_000, 200_000);
  vi.advanceTimersByTime(400_000);
  clock.learn(499_000, 500_000, 700_000);
  expect(clock.now()).toBe(700_500);
});

test("measures anew after the device slept", () => {
  const clock = new ServerClock();
  clock.learn(99_990, 100_000, 200_000);
  clock.distrust();
  clock.learn(99_000, 100_000, 300_000);
  expect(clock.now()).toBe(300_500);
});
