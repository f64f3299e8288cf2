import type { Readable } from "@genkan/link";
import { useSyncExternalStore } from "react";

/** Render again whenever the value changes. */
export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get);
}
