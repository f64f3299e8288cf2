/** When to try again. Jittered, so that a house of phones does not return in step after a restart. */
const FIRST_DELAY_MS = 300;
export const LONGEST_DELAY_MS = 15_000; // a person looking at 「接続しています」 gives up later than that

/** Give the pause before the try number `attempt` (1 is the first after a loss). */
export function backOffMs(
  attempt: number,
  random: () => number = Math.random,
  longestMs = LONGEST_DELAY_MS,
): number {
  const ceiling = Math.min(longestMs, FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + random() / 2));
}

/** Give the pause the server asked for, spread over half of itself. */
export function askedDelayMs(retryAfterMs: number, random: () => number = Math.random): number {
  return Math.round(retryAfterMs * (1 + random() / 2));
}
