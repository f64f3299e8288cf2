import type { AlarmView, AppDown, AppUp, StationView } from "@genkan/contract";
import { type Link, type LinkStatus, type Readable, Store } from "@genkan/link";

export type PortalLink = Link<AppUp, AppDown>;

type BoardLink = Pick<PortalLink, "on" | "status" | "clock" | "lastHeardMs">;

export interface BoardView {
  /** What the server said last; null before it has said anything. */
  stations: readonly StationView[] | null;
  /** While the link is down: the server's time until which `stations` was known to be true. */
  knownUntilMs: number | null;
}

const NOTHING: BoardView = { stations: null, knownUntilMs: null };

/** The stations as the server shows them, and how old that knowledge is. */
export class StationBoard {
  readonly #link: BoardLink;
  readonly #view = new Store<BoardView>(NOTHING);
  readonly #alarms = new Store<readonly AlarmView[]>([]);
  #wasOpen = false;

  constructor(link: BoardLink) {
    this.#link = link;
    link.on("show.stations", ({ stations }) => this.#view.set({ stations, knownUntilMs: null }));
    link.on("show.alarms", ({ alarms }) => this.#alarms.set(alarms));
    link.status.subscribe(() => this.#followLink(link.status.get()));
  }

  get view(): Readable<BoardView> {
    return this.#view;
  }

  /** The alarms somebody should see to, newest first. */
  get alarms(): Readable<readonly AlarmView[]> {
    return this.#alarms;
  }

  /** The session ended: the next person must not see this one's stations. */
  forget(): void {
    this.#view.set(NOTHING);
    this.#alarms.set([]);
  }

  #followLink({ state }: LinkStatus): void {
    const isOpen = state === "open";
    const { stations } = this.#view.get();
    if (this.#wasOpen && !isOpen && stations !== null) {
      const silentMs = performance.now() - this.#link.lastHeardMs; // a dead network is noticed late
      this.#view.set({ stations, knownUntilMs: Math.round(this.#link.clock.now() - silentMs) });
    }
    this.#wasOpen = isOpen;
  }
}
