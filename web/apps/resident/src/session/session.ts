import type { AppLink } from "@genkan/calls";
import { type Answer, type Readable, STOPPED_HERE, Store } from "@genkan/link";
import type { Me } from "../app/api-types";

export type SessionView =
  | { state: "checking" } // the server has not said yet whether this device is signed in
  | { state: "unreachable" } // and cannot be asked
  | { state: "signed_in"; me: Me }
  | { state: "signed_out"; why: SignedOutWhy | null };

/** Why somebody who was signed in is not any more; null: nobody was, or they asked for it. */
export type SignedOutWhy = "signed_out" | "ended" | "expired";

/** The server's side of a session. */
export interface SessionApi {
  me(): Promise<Answer<Me>>;
  signIn(username: string, password: string): Promise<Answer<Me>>;
  signOut(): Promise<Answer<unknown>>;
}

export interface SessionNeeds {
  api: SessionApi;
  link: AppLink;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

const ME_KEY = "genkan.me";

/** Who is signed in on this device. Owns the link's life: it is open exactly while somebody is. */
export class Session {
  readonly #api: SessionApi;
  readonly #link: AppLink;
  readonly #storage: SessionNeeds["storage"];
  readonly #view = new Store<SessionView>({ state: "checking" });

  constructor({ api, link, storage }: SessionNeeds) {
    this.#api = api;
    this.#link = link;
    this.#storage = storage;
    link.status.subscribe(() => this.#followLink());
  }

  get view(): Readable<SessionView> {
    return this.#view;
  }

  /** Take up the session of last time at once, and ask the server whether it still is one. */
  readonly start = async (): Promise<void> => {
    const me = this.#recall();
    if (me !== null) this.#enter(me);
    else this.#view.set({ state: "checking" });
    await this.#check();
  };

  readonly signIn = async (username: string, password: string): Promise<Answer<Me>> => {
    const answer = await this.#api.signIn(username, password);
    if (answer.ok) this.#enter(answer.body);
    return answer;
  };

  readonly signOut = async (): Promise<Answer<unknown>> => {
    const answer = await this.#api.signOut();
    const isOut = answer.ok || answer.refusal.reason === "not-signed-in";
    if (!isOut) return answer;
    this.#leave(null);
    return { ok: true, body: null };
  };

  async #check(): Promise<void> {
    const answer = await this.#api.me();
    const { state } = this.#view.get();
    if (answer.ok) this.#enter(answer.body);
    else if (answer.refusal.reason === "not-signed-in") this.#leave(state === "signed_in" ? "expired" : null);
    else if (state === "checking") this.#view.set({ state: "unreachable" });
  }

  #enter(me: Me): void {
    this.#storage.setItem(ME_KEY, JSON.stringify(me));
    this.#view.set({ state: "signed_in", me });
    this.#link.start();
  }

  #leave(why: SignedOutWhy | null): void {
    this.#storage.removeItem(ME_KEY);
    this.#link.stop(); // first: what it showed must be forgotten before anybody looks again
    this.#view.set({ state: "signed_out", why });
  }

  #followLink(): void {
    const status = this.#link.status.get();
    if (this.#view.get().state !== "signed_in") return;
    if (status.state === "stopped" && status.reason !== STOPPED_HERE) this.#leave(toWhy(status.reason));
    // A socket is refused without a word; the HTTP API says whether the session is the reason.
    else if (status.state === "waiting" && status.why === "unopened") void this.#check();
  }

  #recall(): Me | null {
    const text = this.#storage.getItem(ME_KEY);
    if (text === null) return null;
    try {
      return JSON.parse(text) as Me;
    } catch {
      return null;
    }
  }
}

function toWhy(reason: string): SignedOutWhy {
  if (reason === "signed_out" || reason === "ended") return reason;
  return "expired";
}
