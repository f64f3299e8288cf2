import {
  type AskKind,
  type Bye,
  type Catalogue,
  decodeFrame,
  encodeFrame,
  type Frame,
  type Pong,
  type Refused,
  type ReplyTo,
} from "@genkan/contract";
import { type Answer, NO_REPLY, NOT_SENT, refuse } from "./answer";
import type { ServerClock } from "./clock";

/** The part of a WebSocket that is used here; tests give a fake. */
export interface Socket {
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  send(text: string): void;
  close(): void;
}

export type Closed =
  | { kind: "unopened" } // the socket never opened: no network, no server, or no right
  | { kind: "lost" } // it was open and is gone, or nothing came for too long
  | { kind: "bye"; reason: string; retryAfterMs: number | null } // the server said why
  | { kind: "closed" }; // this side wanted it

export interface ConnectionEvents {
  opened(): void;
  /** Something arrived, whatever it was. */
  heard(): void;
  received(frame: Frame): void;
  closed(closed: Closed): void;
}

const OPENING_LIMIT_MS = 8_000; // a TLS handshake on a bad mobile network takes 3 s
const PING_INTERVAL_MS = 15_000; // NATs of mobile carriers forget an idle flow after 30 s
const SILENCE_LIMIT_MS = 10_000; // after a ping; with the interval well below the promised 45 s
const PROBE_LIMIT_MS = 2_000; // when there is a reason to doubt, the user is looking
const ASK_LIMIT_MS = 8_000;

interface Pending {
  resolve(answer: Answer<unknown>): void;
  timer: ReturnType<typeof setTimeout>;
}

/** One socket, from its opening to its end. It never comes back; `Link` makes the next one. */
export class Connection<Up extends Catalogue, Down extends Catalogue> {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #clock: ServerClock;
  readonly #pending = new Map<string, Pending>();
  readonly #sentAt = new Map<number, number>();
  #state: "opening" | "open" | "closed" = "opening";
  #lastId = 0;
  #lastMark = 0;
  #openingTimer: ReturnType<typeof setTimeout>;
  #pingTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: Socket, clock: ServerClock, events: ConnectionEvents) {
    this.#socket = socket;
    this.#clock = clock;
    this.#events = events;
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = () => this.#end(this.#state === "opening" ? { kind: "unopened" } : { kind: "lost" });
    this.#openingTimer = setTimeout(() => this.#end({ kind: "unopened" }), OPENING_LIMIT_MS);
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** Say something nobody answers. Lost when the connection is not open. */
  tell<K extends keyof Up & string>(kind: K, body: Up[K]): void {
    if (this.#state === "open") this.#socket.send(encodeFrame(kind, body));
  }

  /** Ask and wait for the answer, at most `limitMs`. */
  ask<K extends AskKind<Up, Down>>(
    kind: K,
    body: Up[K],
    limitMs = ASK_LIMIT_MS,
  ): Promise<Answer<ReplyTo<K, Down>>> {
    if (this.#state !== "open") return Promise.resolve(refuse(NOT_SENT));
    this.#lastId += 1;
    const id = `a${this.#lastId}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(id, refuse(NO_REPLY)), limitMs);
      // The catalogue ties the reply's type to the kind; the map of pending asks cannot know it.
      this.#pending.set(id, { timer, resolve: (answer) => resolve(answer as Answer<ReplyTo<K, Down>>) });
      this.#socket.send(encodeFrame(kind, body, id));
    });
  }

  /** Find out soon whether the other side is still there. */
  probe(): void {
    if (this.#state === "open") this.#ping(PROBE_LIMIT_MS);
  }

  close(): void {
    this.#end({ kind: "closed" });
  }

  #opened(): void {
    if (this.#state !== "opening") return;
    clearTimeout(this.#openingTimer);
    this.#state = "open";
    this.#events.opened();
    this.#ping(SILENCE_LIMIT_MS);
  }

  #received(data: unknown): void {
    if (this.#state !== "open" || typeof data !== "string") return;
    const frame = decodeFrame(data);
    if (frame === null) return;
    this.#heardOf();
    if (frame.re !== undefined) {
      this.#settle(frame.re, toAnswer(frame));
    } else if (frame.kind === "pong") {
      this.#learn(frame.body as Pong);
    } else if (frame.kind === "bye") {
      const bye = frame.body as Bye;
      this.#end({ kind: "bye", reason: bye.reason, retryAfterMs: bye.retry_after_ms ?? null });
    } else {
      this.#events.received(frame);
    }
  }

  #ping(limitMs: number): void {
    clearTimeout(this.#pingTimer);
    this.#lastMark += 1;
    this.#sentAt.set(this.#lastMark, Date.now());
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#end({ kind: "lost" }), limitMs);
    this.#pingTimer = setTimeout(() => this.#ping(SILENCE_LIMIT_MS), PING_INTERVAL_MS);
    this.#socket.send(encodeFrame("ping", { mark: this.#lastMark }));
  }

  /** Any frame proves that the other side is there. */
  #heardOf(): void {
    clearTimeout(this.#silenceTimer);
    this.#events.heard();
  }

  #learn(pong: Pong): void {
    const mark = pong.mark ?? 0;
    const sentMs = this.#sentAt.get(mark);
    if (sentMs === undefined) return;
    for (const older of this.#sentAt.keys()) if (older <= mark) this.#sentAt.delete(older);
    this.#clock.learn(sentMs, Date.now(), pong.server_ms);
  }

  #settle(id: string, answer: Answer<unknown>): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    pending.resolve(answer);
  }

  #end(closed: Closed): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    clearTimeout(this.#openingTimer);
    clearTimeout(this.#pingTimer);
    clearTimeout(this.#silenceTimer);
    this.#socket.onopen = null;
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    this.#socket.close();
    for (const id of [...this.#pending.keys()]) this.#settle(id, refuse(NO_REPLY));
    this.#events.closed(closed);
  }
}

function toAnswer(frame: Frame): Answer<unknown> {
  if (frame.kind !== "refused") return { ok: true, body: frame.body };
  const { reason, retry_after_ms } = frame.body as Refused;
  return refuse(reason, retry_after_ms ?? null);
}
