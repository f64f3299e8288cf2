import type { AppLink, PhoneCall, PhoneCalls } from "@genkan/calls";
import { type Readable, Store } from "@genkan/link";

const LOCK = "genkan.phone";

type Locks = Pick<LockManager, "request">;

/**
 * Which window of this browser is the phone.
 *
 * All windows share one session and so one leg of a call; two of them would take each other's
 * picture away. The window seen last is the phone, unless another one is talking.
 */
export class PhoneWindow {
  readonly #openCalls: () => PhoneCalls;
  readonly #locks: Locks | null;
  readonly #current = new Store<PhoneCall | null>(null);
  readonly #waiting = new Store<readonly PhoneCall[]>([]);
  #calls: PhoneCalls | null = null;
  #unfollow: () => void = () => undefined;
  #hold: symbol | null = null;
  #isQueued = false;
  #isTalkingSomewhere = false;

  constructor(link: AppLink, openCalls: () => PhoneCalls, locks: Locks | null) {
    this.#openCalls = openCalls;
    this.#locks = locks;
    link.on("show.calls", ({ calls }) => {
      this.#isTalkingSomewhere = calls.some(
        ({ phase, leg_state }) => phase === "talking" && leg_state === "connected",
      );
      this.#takeOver();
    });
  }

  /** The call this window shows, or null. */
  get current(): Readable<PhoneCall | null> {
    return this.#current;
  }

  /** Visitors who wait for the home's call to end. */
  get waiting(): Readable<readonly PhoneCall[]> {
    return this.#waiting;
  }

  /** Become the phone when no other window is it, or when this one comes into view. */
  start(): void {
    if (this.#locks === null) {
      this.#pickUp();
      return;
    }
    void this.#queue(this.#locks);
    document.addEventListener("visibilitychange", () => this.#takeOver());
    window.addEventListener("focus", () => this.#takeOver());
  }

  /** Forget every call: the session ended. The next one's will be shown. */
  reset(): void {
    if (this.#calls === null) return;
    this.#putDown();
    this.#pickUp();
  }

  #takeOver(): void {
    if (this.#locks === null || this.#calls !== null || this.#isTalkingSomewhere) return;
    if (document.visibilityState === "visible" && document.hasFocus()) void this.#grab(this.#locks, true);
  }

  async #queue(locks: Locks): Promise<void> {
    if (this.#isQueued) return;
    this.#isQueued = true;
    await this.#grab(locks, false);
  }

  /** Hold the lock until the window closes or another one takes over; then stand in line again. */
  async #grab(locks: Locks, steal: boolean): Promise<void> {
    const hold = Symbol("hold");
    try {
      await locks.request(LOCK, { steal }, () => {
        if (!steal) this.#isQueued = false;
        this.#hold = hold;
        this.#pickUp();
        return new Promise<never>(() => undefined);
      });
    } catch {
      if (this.#hold === hold) this.#putDown();
      await this.#queue(locks);
    }
  }

  #pickUp(): void {
    if (this.#calls !== null) return;
    const calls = this.#openCalls();
    this.#calls = calls;
    const follow = () => this.#current.set(calls.current.get());
    const followWaiting = () => this.#waiting.set(calls.waiting.get());
    const unfollows = [calls.current.subscribe(follow), calls.waiting.subscribe(followWaiting)];
    this.#unfollow = () => {
      for (const unfollow of unfollows) unfollow();
    };
    follow();
    followWaiting();
  }

  #putDown(): void {
    this.#unfollow();
    this.#calls?.close();
    this.#calls = null;
    this.#current.set(null);
    this.#waiting.set([]);
  }
}
