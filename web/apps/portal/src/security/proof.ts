import type { Answer } from "@genkan/link";

/** Makes the call, and once more after a proof where the server asks for one; null: the person went away. */
export type WithProof = <T>(call: () => Promise<Answer<T>>) => Promise<Answer<T> | null>;
