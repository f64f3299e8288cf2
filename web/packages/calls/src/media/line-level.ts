/** What the line carries, from the whole picture down to the voice alone. */
export type LineLevel = "full" | "half" | "small" | "sound";

export interface LineSample {
  /** What the browser believes it may send; null: it does not say. */
  availableBps: number | null;
  /** Share of packets that did not arrive, 0 to 1. */
  lostShare: number;
}

interface Picture {
  heightPx: number | null; // null: the camera's own
  framesPerSecond: number;
  bitsPerSecond: number;
  /** Below this it stutters or starves the voice, which takes 40 kbit/s. */
  needsBps: number;
}

/** `sound` has no picture. The caps keep a phone's line free for the voice. */
export const PICTURES: Readonly<Record<Exclude<LineLevel, "sound">, Picture>> = {
  full: { heightPx: null, framesPerSecond: 25, bitsPerSecond: 1_500_000, needsBps: 400_000 },
  half: { heightPx: 360, framesPerSecond: 15, bitsPerSecond: 350_000, needsBps: 180_000 },
  small: { heightPx: 180, framesPerSecond: 8, bitsPerSecond: 120_000, needsBps: 80_000 },
};

export const SAMPLE_EVERY_MS = 2_000;

const ORDER: readonly LineLevel[] = ["full", "half", "small", "sound"];
const BAD_SAMPLES = 2; // one may be a lift door
const GOOD_SAMPLES = 4;
const HEADROOM = 1.2; // browsers believe in half as much again as they send, and a better picture must fit with room
const LOST_SHARE_LIMIT = 0.15; // beyond it the picture is mostly repair
const FIRST_REST_SAMPLES = 5; // 10 s; then 20, 40
const LONGEST_REST_SAMPLES = 20;

/**
 * Decides how much of a picture a line bears, one sample after the other: down after two bad ones, as far as it must; up
 * one step after four good ones. From sound alone nobody can see what the line would bear, so a small picture is tried again
 * after a rest, which doubles each time that was in vain.
 */
export class LineJudge {
  #level: LineLevel = "full";
  #bad = 0;
  #good = 0;
  #rest = FIRST_REST_SAMPLES;
  #rested = 0;

  get level(): LineLevel {
    return this.#level;
  }

  take(sample: LineSample): LineLevel {
    if (this.#level === "sound") this.#wait();
    else if (this.#isBad(sample)) this.#worsen(sample);
    else this.#improve(sample);
    return this.#level;
  }

  #wait(): void {
    this.#rested += 1;
    if (this.#rested >= this.#rest) this.#go("small");
  }

  /** Go to the best picture that fits, but at least one step down. */
  #worsen({ availableBps }: LineSample): void {
    this.#good = 0;
    this.#bad += 1;
    if (this.#bad < BAD_SAMPLES) return;
    const bearsBps = availableBps ?? Number.POSITIVE_INFINITY;
    const worse = ORDER.slice(ORDER.indexOf(this.#level) + 1);
    this.#go(worse.find((level) => level === "sound" || PICTURES[level].needsBps <= bearsBps) ?? "sound");
    if (this.#level !== "sound") return;
    if (this.#rested > 0) this.#rest = Math.min(LONGEST_REST_SAMPLES, this.#rest * 2);
    this.#rested = 0;
  }

  #improve({ availableBps }: LineSample): void {
    this.#bad = 0;
    const better = ORDER[ORDER.indexOf(this.#level) - 1];
    if (better === undefined || better === "sound") return;
    const isRoomy = availableBps === null || availableBps >= PICTURES[better].needsBps * HEADROOM;
    this.#good = isRoomy ? this.#good + 1 : 0;
    if (this.#good >= GOOD_SAMPLES) this.#go(better);
  }

  #isBad({ availableBps, lostShare }: LineSample): boolean {
    if (this.#level === "sound") return false;
    return (
      lostShare > LOST_SHARE_LIMIT ||
      (availableBps ?? Number.POSITIVE_INFINITY) < PICTURES[this.#level].needsBps
    );
  }

  #go(level: LineLevel): void {
    this.#level = level;
    this.#bad = 0;
    this.#good = 0;
  }
}
