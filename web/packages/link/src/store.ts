/** A value that tells when it changed; what React's useSyncExternalStore reads. */
export interface Readable<T> {
  get(): T;
  /** Call the listener after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** A Readable that its owner can set. Setting the same value again tells nobody. */
export class Store<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}
