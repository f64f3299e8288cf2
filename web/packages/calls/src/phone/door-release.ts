import type { DoorReleased } from "@genkan/contract";
import { type Answer, NO_REPLY, NOT_SENT, type Readable, refuse, Store } from "@genkan/link";
import type { AppLink } from "../link";

export type DoorReleaseView =
  | { state: "idle" }
  | { state: "releasing" } // the tap is on its way; nothing is claimed yet
  | { state: "opened" } // the station answered that the relay was driven
  | { state: "refused"; reason: string; retryAfterMs: number | null };

const LIFETIME_MS = 5_000; // later than that nobody we can see stands at the door
const PATIENCE_MS = 3_000; // by then the person at the door must know something
const OPENED_SHOWN_MS = 3_000;
const REFUSED_SHOWN_MS = 12_000; // two sentences, read twice

/** A random key: the same tap, sent twice over a torn link, opens once. */
function newKey(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

/** 「ドアオープン」 of one door: from the tap to what became of it, never optimistic. */
export class DoorRelease {
  readonly #link: AppLink;
  readonly #doorId: string;
  readonly #callId: string | null;
  readonly #view = new Store<DoorReleaseView>({ state: "idle" });
  #tap = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(link: AppLink, doorId: string, callId: string | null = null) {
    this.#link = link;
    this.#doorId = doorId;
    this.#callId = callId;
  }

  get view(): Readable<DoorReleaseView> {
    return this.#view;
  }

  /** The tap. A second one while the first is on its way does nothing. */
  readonly release = async (): Promise<void> => {
    if (this.#view.get().state === "releasing") return;
    this.#tap += 1;
    const tap = this.#tap;
    this.#show({ state: "releasing" });
    this.#after(PATIENCE_MS, () => this.#show({ state: "refused", reason: NO_REPLY, retryAfterMs: null }));
    const answer = await this.#send();
    if (tap !== this.#tap) return; // tapped again after the reason was shown
    if (answer.ok) {
      this.#show({ state: "opened" });
      this.#after(OPENED_SHOWN_MS, () => this.#show({ state: "idle" }));
    } else {
      this.#show({ state: "refused", ...answer.refusal });
      this.#after(REFUSED_SHOWN_MS, () => this.#show({ state: "idle" }));
    }
  };

  close(): void {
    this.#tap += 1;
    clearTimeout(this.#timer);
  }

  /**
   * Send the tap, and once more with the same key when the link tears under it: a phone just taken
   * from the pocket holds a socket that died in its sleep. Never after the tap's life.
   */
  async #send(): Promise<Answer<DoorReleased>> {
    const expiryMs = performance.now() + LIFETIME_MS;
    const body = {
      door_id: this.#doorId,
      key: newKey(),
      tapped_ms: this.#link.clock.now(),
      ...(this.#callId === null ? {} : { call_id: this.#callId }),
    };
    let answer: Answer<DoorReleased> = refuse(NOT_SENT);
    for (let leftMs = LIFETIME_MS; leftMs > 0; leftMs = expiryMs - performance.now()) {
      const isSent = !answer.ok && answer.refusal.reason === NO_REPLY;
      // What never left says "offline" as soon as the person waits; what left may still be answered.
      if (!(await this.#isOpenWithin(isSent ? leftMs : Math.min(leftMs, PATIENCE_MS)))) return answer;
      answer = await this.#link.ask("door.release", body, expiryMs - performance.now());
      if (answer.ok || (answer.refusal.reason !== NO_REPLY && answer.refusal.reason !== NOT_SENT)) break;
    }
    return answer;
  }

  #isOpenWithin(limitMs: number): Promise<boolean> {
    const { status } = this.#link;
    if (status.get().state === "open") return Promise.resolve(true);
    this.#link.hurry();
    return new Promise((resolve) => {
      const settle = (isOpen: boolean) => {
        clearTimeout(timer);
        unsubscribe();
        resolve(isOpen);
      };
      const timer = setTimeout(() => settle(false), limitMs);
      const unsubscribe = status.subscribe(() => {
        if (status.get().state === "open") settle(true);
      });
    });
  }

  #after(delayMs: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMs);
  }

  #show(view: DoorReleaseView): void {
    this.#view.set(view);
  }
}
