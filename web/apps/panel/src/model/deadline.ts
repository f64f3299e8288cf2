/** One timer with one task: starting it again replaces it. */
import type { Timers } from "./ports";

export class Deadline {
  readonly #timers: Timers;
  #cancel: (() => void) | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get isRunning(): boolean {
    return this.#cancel !== null;
  }

  start(delayMs: number, task: () => void): void {
    this.stop();
    this.#cancel = this.#timers.after(delayMs, () => {
      this.#cancel = null;
      task();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
