import type { PhoneCall } from "@genkan/calls";
import { type LinkStatus, Store } from "@genkan/link";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Services } from "../app/services";
import { goOnInApp } from "./go-on-in-app";

const CALL = {} as PhoneCall;
let current: Store<PhoneCall | null>;
let status: Store<LinkStatus>;
let openApp: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  vi.useFakeTimers();
  current = new Store<PhoneCall | null>(null);
  status = new Store<LinkStatus>({ state: "connecting", isFirst: true });
  openApp = vi.fn<() => void>();
  goOnInApp({ link: { status }, phone: { current } } as unknown as Services, openApp);
});

afterEach(() => {
  vi.useRealTimers();
});

test("stays for as long as there is a call, and goes on in the app after it", () => {
  status.set({ state: "open" });
  current.set(CALL);
  vi.advanceTimersByTime(60_000);
  expect(openApp).not.toHaveBeenCalled();
  current.set(null);
  expect(openApp).toHaveBeenCalledOnce();
});

test("a call that is over before the page is there leads to the app", () => {
  status.set({ state: "open" });
  vi.advanceTimersByTime(3_900);
  expect(openApp).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(openApp).toHaveBeenCalledOnce();
});

test("a device the server does not know any more is led to the app, which asks to sign in", () => {
  status.set({ state: "stopped", reason: "unauthorised" });
  expect(openApp).toHaveBeenCalledOnce();
});
