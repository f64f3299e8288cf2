import { decodeFrame, type Frame } from "@genkan/contract";
import type { Socket } from "../connection";

/** One socket as its other end sees it. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly received: Frame[] = [];
  isClosed = false;

  send(text: string): void {
    const frame = decodeFrame(text);
    if (frame === null) throw new Error(`not a frame: ${text}`);
    this.received.push(frame);
  }

  close(): void {
    this.isClosed = true;
  }
}

/** The far end of a link: takes sockets, hears frames, says what the test wants. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** Accept every socket at once. */
  isUp = true;
  /** Answer heartbeats. */
  isAwake = true;
  /** How far the server's clock is ahead of the device's. */
  aheadMs = 0;

  readonly openSocket = (): Socket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    queueMicrotask(() => {
      if (this.isUp) this.accept();
      else this.drop();
    });
    return socket;
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  accept(): void {
    const socket = this.socket;
    const take = socket.send.bind(socket);
    socket.send = (text) => {
      take(text);
      const frame = socket.received.at(-1);
      if (frame?.kind === "ping" && this.isAwake) this.#pong(socket, frame);
    };
    socket.onopen?.();
  }

  /** The socket is gone, without a word. */
  drop(): void {
    this.socket.onclose?.();
  }

  say(kind: string, body: unknown, re?: string): void {
    this.sayText(JSON.stringify({ v: 1, kind, body, ...(re === undefined ? {} : { re }) }));
  }

  sayText(text: string): void {
    this.socket.onmessage?.({ data: text });
  }

  /** Every frame of the kind that came over the newest socket. */
  heard(kind: string): Frame[] {
    return this.socket.received.filter((frame) => frame.kind === kind);
  }

  /** Answer the newest ask of the kind. */
  reply(kind: string, body: unknown): void {
    this.say(`${kind}.reply`, body, this.#askOf(kind));
  }

  refuse(kind: string, reason: string, retryAfterMs?: number): void {
    const more = retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs };
    this.say("refused", { reason, ...more }, this.#askOf(kind));
  }

  #askOf(kind: string): string {
    const id = this.heard(kind).at(-1)?.id;
    if (id === undefined) throw new Error(`no ask of ${kind}`);
    return id;
  }

  #pong(socket: FakeSocket, ping: Frame): void {
    const body = { ...(ping.body as object), server_ms: Date.now() + this.aheadMs };
    socket.onmessage?.({ data: JSON.stringify({ v: 1, kind: "pong", body }) });
  }
}
