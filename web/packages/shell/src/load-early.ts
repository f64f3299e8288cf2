import { type Readable, Store } from "@genkan/link";

const RETRY_MS = 2_000;

/**
 * A part of the page that is not in its first load, but asked for with it; null until it is there.
 *
 * What must appear at once when its time comes is not for `lazy`: React lets a suspended screen wait
 * 300 ms, even when its code is long there.
 */
export function loadEarly<PartT>(load: () => Promise<PartT>): Readable<PartT | null> {
  const part = new Store<PartT | null>(null);
  const ask = (): void =>
    void load().then(
      (loaded) => part.set(loaded),
      () => setTimeout(ask, RETRY_MS), // no network just now
    );
  ask();
  return part;
}
