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

/** Passes on what another Readable tells, except while it is held: its newest value then follows at the end. */
export class Holdable<T> implements Readable<T> {
  readonly #source: Readable<T>;
  readonly #shown: Store<T>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(source: Readable<T>) {
    this.#source = source;
    this.#shown = new Store(source.get());
    source.subscribe(() => {
      if (this.#timer === null) this.#shown.set(source.get());
    });
  }

  readonly get = (): T => this.#shown.get();

  readonly subscribe = (listener: () => void): (() => void) => this.#shown.subscribe(listener);

  /** Pass nothing on until `release`, or for this long. */
  hold(limitMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.release(), limitMs);
  }

  release(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#shown.set(this.#source.get());
  }
}
