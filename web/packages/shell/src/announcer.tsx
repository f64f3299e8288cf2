import { Store } from "@genkan/link";
import { useReadable } from "./use-readable";

const words = new Store("");

/** Say something to screen readers without showing it twice. */
export function announce(text: string): void {
  words.set("");
  // An unchanged text is not read again: leave the region empty for one turn.
  setTimeout(() => words.set(text), 50);
}

/** The one polite live region; it must be in the page before it says anything. */
export function Announcer() {
  return (
    <div aria-live="polite" role="status" className="sr-only">
      {useReadable(words)}
    </div>
  );
}
