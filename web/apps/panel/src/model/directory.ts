/** 「居住者一覧」 while it is open: asked for anew each time, and forgotten when it is closed. */
import type { Directory } from "@genkan/contract";
import type { Agent } from "./ports";

export const ENTRIES_A_PAGE = 6;

export interface DirectoryEntry {
  homeNumber: string;
  name: string | null;
}

export interface DirectoryView {
  state: "loading" | "shown" | "failed";
  entries: readonly DirectoryEntry[];
  page: number;
  pages: number;
}

export class DirectoryBrowser {
  readonly #agent: Agent;
  readonly #changed: () => void;
  #state: DirectoryView["state"] | "closed" = "closed";
  #entries: readonly DirectoryEntry[] = [];
  #page = 0;

  constructor(agent: Agent, changed: () => void) {
    this.#agent = agent;
    this.#changed = changed;
  }

  get isOpen(): boolean {
    return this.#state !== "closed";
  }

  /** What stands on the screen; null: the list is closed. */
  get view(): DirectoryView | null {
    if (this.#state === "closed") return null;
    const pages = Math.max(1, Math.ceil(this.#entries.length / ENTRIES_A_PAGE));
    const first = this.#page * ENTRIES_A_PAGE;
    return {
      state: this.#state,
      entries: this.#entries.slice(first, first + ENTRIES_A_PAGE),
      page: this.#page,
      pages,
    };
  }

  async open(buildingId: string | null): Promise<void> {
    this.#state = "loading";
    this.#entries = [];
    this.#page = 0;
    const answer = await this.#agent.listDirectory(buildingId);
    if (this.#state !== "loading") return; // closed meanwhile
    this.#state = answer.ok ? "shown" : "failed";
    this.#entries = answer.ok ? toEntries(answer.body) : [];
    this.#changed();
  }

  close(): void {
    this.#state = "closed";
    this.#entries = [];
  }

  turn(pages: number): void {
    const last = Math.max(0, Math.ceil(this.#entries.length / ENTRIES_A_PAGE) - 1);
    this.#page = Math.min(last, Math.max(0, this.#page + pages));
  }
}

function toEntries({ entries }: Directory): DirectoryEntry[] {
  return entries.map(({ home_number, name }) => ({ homeNumber: home_number, name: name ?? null }));
}
