import type { AppLink, PhoneCall, PhoneCalls } from "@genkan/calls";
import type { ShowCalls } from "@genkan/contract";
import { Store } from "@genkan/link";
import { beforeEach, expect, test, vi } from "vitest";
import { PhoneWindow } from "./phone-window";

type Window = symbol;

/** One browser's lock, as its windows see it. */
class FakeLocks {
  #holder: { window: Window; reject(error: unknown): void } | null = null;
  #queue: { window: Window; take(): void }[] = [];

  /** The lock manager of one window. */
  of(window: Window): Pick<LockManager, "request"> {
    const request = (_name: string, options: LockOptions, use: () => Promise<never>) =>
      new Promise((_resolve, reject) => {
        const take = () => {
          this.#holder = { window, reject };
          void use();
        };
        if (options.steal) {
          this.#holder?.reject(new DOMException("stolen", "AbortError"));
          take();
        } else if (this.#holder === null) {
          take();
        } else {
          this.#queue.push({ window, take });
        }
      });
    return { request: request as LockManager["request"] };
  }

  /** The window that holds the lock is closed. */
  closeHolder(): void {
    const closed = this.#holder?.window;
    this.#holder = null;
    this.#queue = this.#queue.filter(({ window }) => window !== closed);
    this.#queue.shift()?.take();
  }
}

interface TestWindow {
  phone: PhoneWindow;
  open: ReturnType<typeof vi.fn<() => PhoneCalls>>;
  close: ReturnType<typeof vi.fn<() => void>>;
  show(calls: object[]): void;
}

let locks: FakeLocks;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  locks = new FakeLocks();
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
});

function openWindow(hasLocks = true): TestWindow {
  let show: (body: ShowCalls) => void = () => undefined;
  const link = {
    on: (_kind: string, handler: (body: ShowCalls) => void) => {
      show = handler;
      return () => undefined;
    },
  } as unknown as AppLink;
  const close = vi.fn<() => void>();
  const open = vi.fn(
    () =>
      ({
        current: new Store<PhoneCall | null>(null),
        waiting: new Store<PhoneCall[]>([]),
        close,
      }) as unknown as PhoneCalls,
  );
  const phone = new PhoneWindow(link, open, hasLocks ? locks.of(Symbol("window")) : null);
  phone.start();
  return { phone, open, close, show: (calls) => show({ calls } as ShowCalls) };
}

function focus(): void {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  window.dispatchEvent(new Event("focus"));
}

test("the only window is the phone", async () => {
  const only = openWindow();
  await settle();
  expect(only.open).toHaveBeenCalledTimes(1);
});

test("without locks every window is", () => {
  expect(openWindow(false).open).toHaveBeenCalledTimes(1);
});

test("a second window leaves the first alone until it is looked at", async () => {
  const first = openWindow();
  const second = openWindow();
  await settle();
  expect(second.open).not.toHaveBeenCalled();
  focus();
  await settle();
  expect(second.open).toHaveBeenCalledTimes(1);
  expect(first.close).toHaveBeenCalledTimes(1);
});

test("a talk is not taken away from the window it is in", async () => {
  const first = openWindow();
  const second = openWindow();
  second.show([{ phase: "talking", leg_state: "connected" }]);
  focus();
  await settle();
  expect(second.open).not.toHaveBeenCalled();
  expect(first.close).not.toHaveBeenCalled();
  second.show([]);
  await settle();
  expect(second.open).toHaveBeenCalledTimes(1);
});

test("when the phone's window closes the next one in line is the phone", async () => {
  openWindow();
  const second = openWindow();
  await settle();
  locks.closeHolder();
  expect(second.open).toHaveBeenCalledTimes(1);
});

test("a window that was taken over stands in line again", async () => {
  const first = openWindow();
  openWindow();
  await settle();
  focus();
  await settle();
  locks.closeHolder();
  await settle();
  expect(first.open).toHaveBeenCalledTimes(2);
});

test("a session that ended leaves no call behind", async () => {
  const only = openWindow();
  await settle();
  only.phone.reset();
  expect(only.close).toHaveBeenCalledTimes(1);
  expect(only.open).toHaveBeenCalledTimes(2);
});
