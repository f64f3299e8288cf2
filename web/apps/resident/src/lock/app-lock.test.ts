import { beforeEach, expect, test, vi } from "vitest";
import { AppLock } from "./app-lock";

const RECORD = { personId: "p1", salt: "", hash: "", afterMs: 60_000, failures: 0 };
const items = new Map<string, string>();
const storage = {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, value: string) => void items.set(key, value),
  removeItem: (key: string) => void items.delete(key),
};

/** A page of the app that can be hidden. */
function openPage() {
  const look: (() => void)[] = [];
  const page = {
    visibilityState: "visible" as DocumentVisibilityState,
    addEventListener: (_: string, act: () => void) => void look.push(act),
  };
  const lock = new AppLock(storage as never, page as never);
  const see = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    for (const act of look) act();
  };
  return { lock, hide: () => see("hidden") };
}

beforeEach(() => {
  vi.useFakeTimers();
  items.clear();
});

test("a page that is locked does not become open by being left for a moment", () => {
  const first = openPage();
  first.lock.take(RECORD);
  first.hide();
  vi.advanceTimersByTime(61_000);
  const call = openPage(); // the page of one call, which rings above the lock
  expect(call.lock.view.get().isLocked).toBe(true);
  call.hide(); // the call is over; the app follows at once
  expect(openPage().lock.view.get().isLocked).toBe(true);
});

test("a page that was open stays so within its time", () => {
  const first = openPage();
  first.lock.take(RECORD);
  first.hide();
  vi.advanceTimersByTime(30_000);
  const call = openPage();
  call.hide();
  vi.advanceTimersByTime(59_000);
  expect(openPage().lock.view.get().isLocked).toBe(false);
});
