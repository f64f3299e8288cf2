import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 1024px)"; // where a table of six columns can be read

/** Whether the window is wide enough for tables. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
