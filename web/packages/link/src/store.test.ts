import { expect, test, vi } from "vitest";
import { Holdable, Store } from "./store";

test("tells of changes, and of nothing else", () => {
  const store = new Store(1);
  const listener = vi.fn();
  const unsubscribe = store.subscribe(listener);
  store.set(1);
  expect(listener).not.toHaveBeenCalled();
  store.set(2);
  unsubscribe();
  store.set(3);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(store.get()).toBe(3);
});

test("a listener that leaves while it is told disturbs no other", () => {
  const store = new Store(1);
  const other = vi.fn();
  const unsubscribe = store.subscribe(() => unsubscribe());
  store.subscribe(other);
  store.set(2);
  expect(other).toHaveBeenCalledTimes(1);
});

test("what changes while it is held is told at the end, once", () => {
  vi.useFakeTimers();
  const store = new Store(1);
  const held = new Holdable(store);
  const listener = vi.fn();
  held.subscribe(listener);
  store.set(2);
  expect([held.get(), listener.mock.calls.length]).toEqual([2, 1]);
  held.hold(100);
  store.set(3);
  store.set(4);
  expect([held.get(), listener.mock.calls.length]).toEqual([2, 1]);
  vi.advanceTimersByTime(100);
  expect([held.get(), listener.mock.calls.length]).toEqual([4, 2]);
  held.hold(100);
  store.set(5);
  held.release();
  expect([held.get(), listener.mock.calls.length]).toEqual([5, 3]);
  store.set(6);
  expect(held.get()).toBe(6);
  vi.useRealTimers();
});
