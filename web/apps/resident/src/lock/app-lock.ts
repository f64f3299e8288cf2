import { type Readable, Store } from "@genkan/link";
import type { Storage } from "@genkan/shell";

/** A lock as this device keeps it. What opens it is known to its owner only. */
export interface LockRecord {
  personId: string;
  salt: string;
  hash: string;
  /** How long the app may be left before it locks. */
  afterMs: number;
  failures: number;
}

export interface LockView {
  record: LockRecord | null;
  isLocked: boolean;
}

const KEY = "genkan.lock";
const LEFT_KEY = "genkan.left";

/** 「個人用暗証番号（アプリのロック）」: closes the app of this device when it was left for a time. */
export class AppLock {
  readonly #storage: Storage;
  readonly #page: Pick<Document, "visibilityState" | "addEventListener">;
  readonly #view: Store<LockView>;

  constructor(storage: Storage, page: Pick<Document, "visibilityState" | "addEventListener">) {
    this.#storage = storage;
    this.#page = page;
    const record = this.#recall();
    this.#view = new Store({ record, isLocked: this.#wasLeft(record) });
    page.addEventListener("visibilitychange", this.#look);
  }

  get view(): Readable<LockView> {
    return this.#view;
  }

  /** Keep a new lock, or none; the app stays open. */
  readonly take = (record: LockRecord | null): void => this.#keep(record, false);

  /** A wrong try: it locks, and is also counted after the app was closed. */
  readonly fail = (): void => {
    const { record } = this.#view.get();
    if (record !== null) this.#keep({ ...record, failures: record.failures + 1 }, true);
  };

  readonly #look = (): void => {
    const { record, isLocked } = this.#view.get();
    if (this.#page.visibilityState === "hidden") {
      // Who leaves a locked page was never in the app: the page of a call must not open it.
      if (!isLocked) this.#storage.setItem(LEFT_KEY, String(Date.now()));
      return;
    }
    if (!isLocked && this.#wasLeft(record)) this.#view.set({ record, isLocked: true });
  };

  #keep(record: LockRecord | null, isLocked: boolean): void {
    if (record === null) this.#storage.removeItem(KEY);
    else this.#storage.setItem(KEY, JSON.stringify(record));
    this.#view.set({ record, isLocked });
  }

  /** Whether the lock's time is over. Where it is not known when the app was left, it is. */
  #wasLeft(record: LockRecord | null): boolean {
    const gone = Date.now() - Number(this.#storage.getItem(LEFT_KEY) ?? Number.NaN);
    return record !== null && !(gone >= 0 && gone < record.afterMs);
  }

  #recall(): LockRecord | null {
    try {
      return JSON.parse(this.#storage.getItem(KEY) ?? "null") as LockRecord | null;
    } catch {
      return null;
    }
  }
}
