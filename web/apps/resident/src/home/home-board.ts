import type { AppLink } from "@genkan/calls";
import { DoorRelease } from "@genkan/calls";
import type { ShowHome } from "@genkan/contract";
import { type Readable, Store } from "@genkan/link";
import type { Storage } from "@genkan/shell";

const HOME_KEY = "genkan.home";

/** What the home screen shows: the last state of the server, also before it can be reached again. */
export class HomeBoard {
  readonly #link: AppLink;
  readonly #storage: Storage;
  readonly #view: Store<ShowHome | null>;
  readonly #releases = new Map<string, DoorRelease>();

  constructor(link: AppLink, storage: Storage) {
    this.#link = link;
    this.#storage = storage;
    this.#view = new Store(this.#recall());
    link.on("show.home", (home) => {
      storage.setItem(HOME_KEY, JSON.stringify(home));
      this.#view.set(home);
    });
  }

  get view(): Readable<ShowHome | null> {
    return this.#view;
  }

  doorRelease(doorId: string): DoorRelease {
    const known = this.#releases.get(doorId) ?? new DoorRelease(this.#link, doorId);
    this.#releases.set(doorId, known);
    return known;
  }

  /** The session ended: the next person must not see this one's doors. */
  forget(): void {
    for (const release of this.#releases.values()) release.close();
    this.#releases.clear();
    this.#storage.removeItem(HOME_KEY);
    this.#view.set(null);
  }

  #recall(): ShowHome | null {
    const text = this.#storage.getItem(HOME_KEY);
    if (text === null) return null;
    try {
      return JSON.parse(text) as ShowHome;
    } catch {
      return null;
    }
  }
}
