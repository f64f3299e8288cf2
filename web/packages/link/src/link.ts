import type { AskKind, Catalogue, Frame, ReplyTo } from "@genkan/contract";
import { type Answer, NOT_SENT, refuse } from "./answer";
import { ServerClock } from "./clock";
import { type Closed, Connection, type Socket } from "./connection";
import { askedDelayMs, backOffMs, LONGEST_DELAY_MS } from "./reconnect";
import { type Readable, Store } from "./store";

export type LinkStatus =
  | { state: "idle" } // not started
  | { state: "connecting"; isFirst: boolean } // a socket is being opened
  | { state: "open" } // frames pass
  | { state: "waiting"; isFirst: boolean; why: "lost" | "unopened" | "restarting"; retryAtMs: number }
  | { state: "stopped"; reason: string }; // the server said goodbye for good, or `stop` was called

/** Goodbyes after which the server wants us back; the others are for good. */
const RETURNING = new Set(["restarting", "too_slow"]);

export const STOPPED_HERE = "stopped";

/** A server that accepts and drops at once must not be hammered: only a life this long resets the pauses. */
const STEADY_MS = 5_000;

type Handler = (body: never) => void;

/**
 * The link to the server (or to the station agent) over any number of sockets, one at a time.
 *
 * State comes down as `show.*`, whole and idempotent: the last one is kept and given to whoever asks
 * later, so a reconnect needs no replay. Intents go up as asks and tells and are never queued: what
 * cannot leave now is refused now.
 */
export class Link<Up extends Catalogue, Down extends Catalogue> {
  readonly clock = new ServerClock();
  readonly #status = new Store<LinkStatus>({ state: "idle" });
  readonly #openSocket: () => Socket;
  readonly #random: () => number;
  readonly #longestDelayMs: number;
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #shown = new Map<string, unknown>();
  #connection: Connection<Up, Down> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #hasOpened = false;
  #lastHeardMs = Number.NEGATIVE_INFINITY;
  #openedMs: number | null = null; // of the connection now

  /** `longestDelayMs` bounds the pause between two tries, however often they failed. */
  constructor(
    openSocket: () => Socket,
    random: () => number = Math.random,
    longestDelayMs: number = LONGEST_DELAY_MS,
  ) {
    this.#openSocket = openSocket;
    this.#random = random;
    this.#longestDelayMs = longestDelayMs;
  }

  /** When anything last came from the other side, on the page's monotonic clock. */
  get lastHeardMs(): number {
    return this.#lastHeardMs;
  }

  get status(): Readable<LinkStatus> {
    return this.#status;
  }

  /** Connect, and stay connected until `stop` or a final goodbye. */
  start(): void {
    const { state } = this.#status.get();
    if (state !== "idle" && state !== "stopped") return;
    this.#attempt = 0;
    this.#connect();
  }

  /** Close, and forget what was shown: the next to start may be somebody else. */
  stop(reason: string = STOPPED_HERE): void {
    clearTimeout(this.#retryTimer);
    const connection = this.#connection;
    this.#connection = null;
    this.#openedMs = null;
    connection?.close();
    this.#shown.clear();
    this.#hasOpened = false;
    this.#status.set({ state: "stopped", reason });
  }

  /** Something changed in the world (network, page visible again): try now, or doubt what is open. */
  hurry(): void {
    this.clock.distrust();
    if (this.#connection?.isOpen) this.#connection.probe();
    else if (this.#status.get().state === "waiting") this.#connect();
  }

  tell<K extends keyof Up & string>(kind: K, body: Up[K]): void {
    this.#connection?.tell(kind, body);
  }

  ask<K extends AskKind<Up, Down>>(
    kind: K,
    body: Up[K],
    limitMs?: number,
  ): Promise<Answer<ReplyTo<K, Down>>> {
    return this.#connection?.ask(kind, body, limitMs) ?? Promise.resolve(refuse(NOT_SENT));
  }

  /** Hear every frame of the kind; of a `show.*` the last one at once, if there was one. */
  on<K extends keyof Down & string>(kind: K, handler: (body: Down[K]) => void): () => void {
    const handlers = this.#handlers.get(kind) ?? new Set<Handler>();
    this.#handlers.set(kind, handlers);
    handlers.add(handler);
    if (this.#shown.has(kind)) handler(this.#shown.get(kind) as Down[K]);
    return () => {
      handlers.delete(handler);
    };
  }

  #connect(): void {
    clearTimeout(this.#retryTimer);
    this.#status.set({ state: "connecting", isFirst: !this.#hasOpened });
    const connection: Connection<Up, Down> = new Connection(this.#openSocket(), this.clock, {
      opened: () => {
        this.#hasOpened = true;
        this.#openedMs = Date.now();
        this.#heard(); // only the server itself completes a handshake
        this.#status.set({ state: "open" });
      },
      heard: () => this.#heard(),
      received: (frame) => this.#dispatch(frame),
      closed: (closed) => {
        if (this.#connection === connection) this.#closed(closed);
      },
    });
    this.#connection = connection;
  }

  #heard(): void {
    this.#lastHeardMs = performance.now();
  }

  #dispatch(frame: Frame): void {
    if (frame.kind.startsWith("show.")) this.#shown.set(frame.kind, frame.body);
    for (const handler of [...(this.#handlers.get(frame.kind) ?? [])]) handler(frame.body as never);
  }

  #closed(closed: Closed): void {
    this.#connection = null;
    const livedMs = this.#openedMs === null ? 0 : Date.now() - this.#openedMs;
    this.#openedMs = null;
    if (livedMs >= STEADY_MS) this.#attempt = 0;
    if (closed.kind === "bye" && !RETURNING.has(closed.reason)) {
      this.stop(closed.reason);
      return;
    }
    this.#attempt += 1;
    const asked = closed.kind === "bye" ? closed.retryAfterMs : null;
    const delayMs =
      asked === null
        ? backOffMs(this.#attempt, this.#random, this.#longestDelayMs)
        : askedDelayMs(asked, this.#random);
    const why = closed.kind === "bye" ? "restarting" : closed.kind === "unopened" ? "unopened" : "lost";
    this.#status.set({
      state: "waiting",
      isFirst: !this.#hasOpened,
      why,
      retryAtMs: Date.now() + delayMs,
    });
    this.#retryTimer = setTimeout(() => this.#connect(), delayMs);
  }
}
