/**
 * Whose voice is heard in a talk, and whether the visitor has to be asked to speak (up).
 *
 * A visitor who is not heard does not know it: the home's phone is silent, and so is the lobby. Only while the
 * home is silent too is it the visitor's turn, so nobody is asked to speak who listens.
 */
export type Speaker = "home" | "visitor" | null;

export interface TurnView {
  speaker: Speaker;
  /** Nobody has said anything for a while, and the microphone hears nothing: the visitor is asked to speak. */
  isUnheard: boolean;
}

export const VOICE_LEVEL = 0.2; // 8 dB above a lobby's own noise
const RUNS_ON_MS = 700; // a breath between two words
const MEASURED_MS = 1_500; // an older level says nothing: the browser does not measure (any more)
export const ASKED_AFTER_MS = 6_000; // longer than anybody thinks before answering "どちら様ですか"

export class Turn {
  #sinceMs: number;
  #measuredMs = Number.NEGATIVE_INFINITY;
  #homeMs = Number.NEGATIVE_INFINITY;
  #visitorMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  hearHome(level: number, nowMs: number): void {
    if (level >= VOICE_LEVEL) this.#homeMs = nowMs;
  }

  hearVisitor(level: number, nowMs: number): void {
    if (nowMs - this.#measuredMs > MEASURED_MS) this.#sinceMs = nowMs; // silence counts from the first measure
    this.#measuredMs = nowMs;
    if (level >= VOICE_LEVEL) this.#visitorMs = nowMs;
  }

  view(nowMs: number): TurnView {
    const isRunning = (heardMs: number) => nowMs - heardMs <= RUNS_ON_MS;
    const speaker =
      isRunning(this.#visitorMs) && this.#visitorMs >= this.#homeMs
        ? "visitor"
        : isRunning(this.#homeMs)
          ? "home"
          : isRunning(this.#visitorMs)
            ? "visitor"
            : null;
    const isMeasured = nowMs - this.#measuredMs <= MEASURED_MS;
    const silentSinceMs = Math.max(this.#sinceMs, this.#homeMs, this.#visitorMs);
    return { speaker, isUnheard: isMeasured && nowMs - silentSinceMs >= ASKED_AFTER_MS };
  }
}
