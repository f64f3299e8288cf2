import { expect, test, vi } from "vitest";
import { Store } from "./store";

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
