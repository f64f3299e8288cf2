/** How long one measurement of the server's clock is preferred to a newer, slower one. */
const SAMPLE_LIFE_MS = 300_000; // a phone's clock drifts by less than 10 ms in five minutes

/** The server's clock as this device knows it: learnt from heartbeats, free of the user's own setting. */
export class ServerClock {
  #offsetMs = 0;
  #roundTripMs = Number.POSITIVE_INFINITY;
  #measuredMs = Number.NEGATIVE_INFINITY;

  /** Learn from a heartbeat. The half round trip is the error; the quickest recent one wins. */
  learn(sentMs: number, receivedMs: number, serverMs: number): void {
    const roundTripMs = Math.max(0, receivedMs - sentMs);
    const isStale = receivedMs - this.#measuredMs > SAMPLE_LIFE_MS;
    if (roundTripMs > this.#roundTripMs && !isStale) return;
    this.#roundTripMs = roundTripMs;
    this.#measuredMs = receivedMs;
    this.#offsetMs = serverMs + roundTripMs / 2 - receivedMs;
  }

  /** Forget how good the last measurement was: the device slept, or its clock was set. */
  distrust(): void {
    this.#roundTripMs = Number.POSITIVE_INFINITY;
  }

  /** The server's time now; the device's own until the first heartbeat came back. */
  readonly now = (): number => Math.round(Date.now() + this.#offsetMs);
}
