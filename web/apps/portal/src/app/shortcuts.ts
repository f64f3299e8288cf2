import { type Readable, Store } from "@genkan/link";
import type { Storage } from "@genkan/shell";

export const SHORTCUT_KEYS = ["?", "/", "l", "h", "d", "s", "j", "k"] as const;
export type ShortcutKey = (typeof SHORTCUT_KEYS)[number];

const STORAGE_KEY = "genkan.portal.shortcuts";

/**
 * Single keys that work while nothing is being typed.
 *
 * They can be turned off: somebody who dictates to the computer would set them off by speaking
 * (WCAG 2.1.4).
 */
export class Shortcuts {
  readonly #storage: Storage;
  readonly #isOn: Store<boolean>;
  readonly #runs = new Map<ShortcutKey, (() => void)[]>();

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#isOn = new Store(storage.getItem(STORAGE_KEY) !== "off");
  }

  get isOn(): Readable<boolean> {
    return this.#isOn;
  }

  readonly turn = (isOn: boolean): void => {
    this.#storage.setItem(STORAGE_KEY, isOn ? "on" : "off");
    this.#isOn.set(isOn);
  };

  /** Run it when the key is pressed, until the returned function is called. The latest binding of a key wins. */
  bind(key: ShortcutKey, run: () => void): () => void {
    const runs = this.#runs.get(key) ?? [];
    this.#runs.set(key, runs);
    runs.push(run);
    return () => {
      const index = runs.lastIndexOf(run);
      if (index >= 0) runs.splice(index, 1);
    };
  }

  /** Hear the keys of the page. */
  listen(page: Pick<Window, "addEventListener">): void {
    page.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event: KeyboardEvent): void {
    if (!this.#isOn.get() || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isBusyWithKeys(event.target)) return;
    const key = SHORTCUT_KEYS.find((known) => known === event.key.toLowerCase());
    const run = key === undefined ? undefined : this.#runs.get(key)?.at(-1);
    if (run === undefined) return;
    event.preventDefault(); // the "/" must not be typed into the field it leads to
    run();
  }
}

/** Fields take letters themselves, menus jump to the entry that begins with one, dialogs stand above the page. */
function isBusyWithKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=menu], [role=dialog]") !== null)
  );
}
