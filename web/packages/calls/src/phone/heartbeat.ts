import type { AppLink } from "../link";

const BEAT_MS = 1_500; // both ends of a call say that often that they are there
const SILENCE_LIMIT_MS = 5_000; // and end it after this long: the visitor must not talk to nobody

/** Tells the server that this end of the talk lives, and notices when the server does not answer. */
export class Heartbeat {
  readonly #link: AppLink;
  readonly #callId: string;
  readonly #lost: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #startedMs = 0;

  constructor(link: AppLink, callId: string, lost: () => void) {
    this.#link = link;
    this.#callId = callId;
    this.#lost = lost;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#startedMs = performance.now();
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    const heardMs = Math.max(this.#link.lastHeardMs, this.#startedMs);
    if (performance.now() - heardMs >= SILENCE_LIMIT_MS) {
      this.stop();
      this.#lost();
    } else {
      this.#link.tell("call.alive", { call_id: this.#callId });
    }
  }
}
