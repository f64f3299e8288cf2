import { type Answer, type Link, type Readable, STOPPED_HERE, Store } from "@genkan/link";
import type { Storage } from "./storage";

/** How the server refuses a right first step of somebody who has a second factor. */
export const SECOND_STEP = "second-factor-needed";

export type SessionView<M> =
  | { state: "checking" } // the server has not said yet whether this device is signed in
  | { state: "unreachable" } // and cannot be asked
  | { state: "signed_in"; me: M }
  | { state: "second_step" } // the password was right, and a second factor is asked for: nobody is in yet
  | { state: "signed_out"; why: SignedOutWhy | null };

/** Why somebody who was signed in is not any more; null: nobody was, or they asked for it. */
export type SignedOutWhy = "signed_out" | "ended" | "expired";

/** The server's side of a session. `M` is what it says about the person. */
export interface SessionApi<M> {
  me(): Promise<Answer<M>>;
  signIn(username: string, password: string): Promise<Answer<M>>;
  signOut(): Promise<Answer<unknown>>;
}

export type SessionLink = Pick<Link<object, object>, "start" | "stop" | "status">;

export interface SessionNeeds<M> {
  api: SessionApi<M>;
  link: SessionLink;
  storage: Storage;
  /** Where the person is remembered. Apps of one origin share their storage: each has its own. */
  key: string;
}

/** Who is signed in on this device. Owns the link's life: it is open exactly while somebody is. */
export class Session<M> {
  readonly #needs: SessionNeeds<M>;
  readonly #view = new Store<SessionView<M>>({ state: "checking" });

  constructor(needs: SessionNeeds<M>) {
    this.#needs = needs;
    needs.link.status.subscribe(() => this.#followLink());
  }

  get view(): Readable<SessionView<M>> {
    return this.#view;
  }

  /** Take up the session of last time at once, and ask the server whether it still is one. */
  readonly start = async (): Promise<void> => {
    const me = this.#recall();
    if (me !== null) this.#enter(me);
    else this.#view.set({ state: "checking" });
    await this.#check();
  };

  readonly signIn = async (username: string, password: string): Promise<Answer<M>> => {
    const answer = await this.#needs.api.signIn(username, password);
    if (answer.ok) this.#enter(answer.body);
    else if (answer.refusal.reason === SECOND_STEP) this.awaitSecondStep();
    return answer;
  };

  /** A first step was right, whatever way it was taken. */
  readonly awaitSecondStep = (): void => this.#view.set({ state: "second_step" });

  /** The second step was given up: sign in from the start. */
  readonly leaveSecondStep = (): void => this.#leave(null);

  /** Take up a session that was opened another way, or what has changed about its person. */
  readonly enter = (me: M): void => this.#enter(me);

  readonly signOut = async (): Promise<Answer<unknown>> => {
    const answer = await this.#needs.api.signOut();
    const isOut = answer.ok || answer.refusal.reason === "not-signed-in";
    if (!isOut) return answer;
    this.#leave(null);
    return { ok: true, body: null };
  };

  /** Ask the server anew who is signed in: their roles may have changed. */
  readonly refresh = (): Promise<void> => this.#check();

  async #check(): Promise<void> {
    const answer = await this.#needs.api.me();
    const { state } = this.#view.get();
    if (answer.ok) this.#enter(answer.body);
    else if (answer.refusal.reason === "not-signed-in") this.#leave(state === "signed_in" ? "expired" : null);
    else if (state === "checking") this.#view.set({ state: "unreachable" });
  }

  #enter(me: M): void {
    this.#needs.storage.setItem(this.#needs.key, JSON.stringify(me));
    this.#view.set({ state: "signed_in", me });
    this.#needs.link.start();
  }

  #leave(why: SignedOutWhy | null): void {
    this.#needs.storage.removeItem(this.#needs.key);
    this.#needs.link.stop(); // first: what it showed must be forgotten before anybody looks again
    this.#view.set({ state: "signed_out", why });
  }

  #followLink(): void {
    const status = this.#needs.link.status.get();
    if (this.#view.get().state !== "signed_in") return;
    if (status.state === "stopped" && status.reason !== STOPPED_HERE) this.#leave(toWhy(status.reason));
    // A socket is refused without a word; the HTTP API says whether the session is the reason.
    else if (status.state === "waiting" && status.why === "unopened") void this.#check();
  }

  #recall(): M | null {
    const text = this.#needs.storage.getItem(this.#needs.key);
    if (text === null) return null;
    try {
      return JSON.parse(text) as M;
    } catch {
      return null;
    }
  }
}

function toWhy(reason: string): SignedOutWhy {
  if (reason === "signed_out" || reason === "ended") return reason;
  return "expired";
}
