/** What the screen tries for an installation check: in which order, and how the answers come home. */
import type { CheckReport, CheckResult, CheckView, IceServer } from "@genkan/contract";
import type { Answer } from "@genkan/link";

export type Finding = Omit<CheckResult, "part">;

/** What a browser can try at the unit itself. */
export interface Probes {
  camera(): Promise<Finding>;
  /** Play a tone and listen for it. */
  sound(): Promise<{ microphone: Finding; loudspeaker: Finding }>;
  turn(servers: readonly IceServer[]): Promise<Finding>;
}

const TRIES = 5;
const AGAIN_AFTER_MS = 2_000;

/** Try what is wanted, and tell each finding as soon as there is one. */
export async function runUnitCheck(
  { wanted, ice }: CheckView,
  probes: Probes,
  tell: (results: CheckReport["results"]) => Promise<void>,
): Promise<void> {
  const wants = (...parts: string[]) => parts.some((part) => wanted?.includes(part));
  const turn = async () => {
    if (wants("turn")) await tell([{ part: "turn", ...(await probes.turn(ice ?? [])) }]);
  };
  const senses = async () => {
    if (wants("camera")) await tell([{ part: "camera", ...(await probes.camera()) }]);
    if (!wants("microphone", "loudspeaker")) return;
    const { microphone, loudspeaker } = await probes.sound();
    await tell([
      { part: "microphone", ...microphone },
      { part: "loudspeaker", ...loudspeaker },
    ]);
  };
  await Promise.all([turn(), senses()]);
}

/** Ask until somebody has heard it: the link may be away just now. */
export async function insist(ask: () => Promise<Answer<unknown>>, againAfterMs = AGAIN_AFTER_MS) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask();
    if (answer.ok || answer.refusal.reason === "check-over") return;
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
  }
}

/** What a microphone heard for a while: the highest sample (0 to 1), and the tone's lasting level in dB. */
export interface Heard {
  peak: number;
  toneDb: number;
}

const SILENCE_PEAK = 1e-4; // -80 dB: a microphone that is plugged in hisses louder than that
const HEARD_DB = 10; // a tone that is ten times as strong as what was there before is ours
const FAINT_DB = -80; // below it a microphone's own noise rises and falls by more than that

/** Give the level that half of the looks reached: a voice in the lobby comes and goes, a tone stays. */
export function lastingLevel(looks: readonly number[]): number {
  const ordered = [...looks].sort((a, b) => a - b);
  return Math.max(ordered[Math.floor(ordered.length / 2)] ?? FAINT_DB, FAINT_DB);
}

/** Judge both by what was heard before and while the tone sounded; what is in doubt the installer decides. */
export function judgeSound(before: Heard, during: Heard): { microphone: Finding; loudspeaker: Finding } {
  const peak = Math.max(before.peak, during.peak);
  const rise = during.toneDb - Math.max(before.toneDb, FAINT_DB);
  const hears = peak > SILENCE_PEAK;
  const level = `${Math.round(20 * Math.log10(Math.max(peak, 1e-6)))} dB`;
  const isHeard = hears && rise >= HEARD_DB;
  return {
    microphone: hears
      ? { state: "ok", reason: "", detail: level }
      : { state: "failed", reason: "silent", detail: level },
    loudspeaker: isHeard
      ? { state: "ok", reason: "", detail: `1 kHz +${Math.round(rise)} dB` }
      : { state: "asking", reason: "", detail: "" },
  };
}

const STILL_BELOW = 0.02; // of 255 on average: the noise of a sensor alone is more

/** Whether two pictures of a camera differ, pixel by pixel, as those of a living one always do. */
export function hasChanged(before: Uint8ClampedArray, after: Uint8ClampedArray): boolean {
  let sum = 0;
  for (let at = 0; at < before.length; at += 1) sum += Math.abs((before[at] ?? 0) - (after[at] ?? 0));
  return sum / Math.max(1, before.length) > STILL_BELOW;
}
