import type { Refusal } from "@genkan/link";
import { callApi } from "@genkan/shell";

/** A refusal as an exception: how TanStack Query wants to hear of it. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

export async function load<T>(path: string): Promise<T> {
  const answer = await callApi<T>(path);
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer.body;
}
