import { type Readable, Store } from "@genkan/link";
import type { Storage } from "@genkan/shell";

const KEY = "genkan.portal.password-later";

/** Whether a password of one's own was put off: until the next sign-in, through every reload before it. */
export class PasswordLater {
  readonly #storage: Storage;
  readonly #view: Store<boolean>;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#view = new Store(storage.getItem(KEY) !== null);
  }

  get view(): Readable<boolean> {
    return this.#view;
  }

  readonly putOff = (): void => {
    this.#storage.setItem(KEY, "1");
    this.#view.set(true);
  };

  readonly forget = (): void => {
    this.#storage.removeItem(KEY);
    this.#view.set(false);
  };
}
