import type { PhoneCall, Stage } from "@genkan/calls";
import type { Readable } from "@genkan/link";
import { playSound, vibrate } from "@genkan/ui";

const PATTERN_MS = [600, 250, 900]; // follows the two tones of the ring
const PATTERN_REPEATS_MS = 2_600;

/** Ring and shake while a call comes in; say with a sound how it ended. Follows the current call for ever. */
export function ringWith(current: Readable<PhoneCall | null>): void {
  let stage: Stage | null = null;
  let silence: () => void = () => undefined;
  let unfollow: () => void = () => undefined;

  const follow = () => {
    const next = current.get()?.live.get().stage ?? null;
    if (next === stage) return;
    stage = next;
    silence();
    silence = soundOf(next);
  };
  current.subscribe(() => {
    unfollow();
    unfollow = current.get()?.live.subscribe(follow) ?? (() => undefined);
    follow();
  });
}

function soundOf(stage: Stage | null): () => void {
  if (stage === "incoming") return ring();
  if (stage === "opened") {
    vibrate(40);
    playSound("opened");
  }
  return () => undefined;
}

function ring(): () => void {
  const silence = playSound("ring");
  const shake = () => vibrate(PATTERN_MS);
  shake();
  const timer = setInterval(shake, PATTERN_REPEATS_MS);
  return () => {
    silence();
    clearInterval(timer);
    vibrate(0);
  };
}
