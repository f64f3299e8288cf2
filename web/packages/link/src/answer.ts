/** What became of an ask: a value, never an exception. */
export type Answer<T> = { ok: true; body: T } | { ok: false; refusal: Refusal };

export interface Refusal {
  /** A problem type's name; its words are in `problem.json` of the locales. */
  reason: string;
  retryAfterMs: number | null;
}

/** Reasons this side finds itself. */
export const NOT_SENT = "offline"; // nothing left this device
export const NO_REPLY = "no-reply"; // it left; nobody can say whether it was done

export function refuse(reason: string, retryAfterMs: number | null = null): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reason, retryAfterMs } };
}
