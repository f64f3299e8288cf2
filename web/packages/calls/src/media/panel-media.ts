import type { IceServer, LegView, Signal } from "@genkan/contract";
import { type Readable, Store } from "@genkan/link";
import { onNetworkChange } from "@genkan/link/network-change";
import { LineJudge, type LineLevel, SAMPLE_EVERY_MS } from "./line-level";
import { type LineFigures, toSample } from "./line-stats";
import type { PanelDevices } from "./panel-devices";
import { PanelPeer } from "./panel-peer";
import { openPeer, type PeerFactory } from "./peer";

const NOBODY: readonly MediaStream[] = [];
/** Players take the processor, too: the picture goes first. */
const EXPECT_AFTER_MS = 700;

/** The part of `show.panel`'s call that media follow. */
export interface PanelMediaCall {
  call_id: string;
  phase: string;
  kind?: string; // "view": looked at, not spoken to
  legs: readonly LegView[];
  ice: readonly IceServer[];
  answered_by?: string | null;
}

export interface PanelMediaNeeds {
  devices: PanelDevices;
  send(callId: string, leg: string, signal: Signal): void;
  openPeer?: PeerFactory;
  /** Calls back whenever this unit has gone to another network. */
  watchNetwork?: (changed: () => void) => void;
}

/**
 * The panel's end of the media of one call after the other: a connection for each phone that rings;
 * on an answer the answerer's alone remains and gets sound. `show` is idempotent; feed it every state.
 */
export class PanelMedia {
  readonly #devices: PanelDevices;
  readonly #sendSignal: PanelMediaNeeds["send"];
  readonly #openPeer: PeerFactory;
  readonly #peers = new Map<string, PanelPeer>();
  readonly #wanted = new Set<string>(); // legs that asked before the state named them
  readonly #remoteAudio = new Store<MediaStream | null>(null);
  readonly #expected = new Store<readonly MediaStream[]>(NOBODY);
  readonly #unsubscribe: () => void;
  #call: PanelMediaCall | null = null;
  #raised: PanelPeer | null = null;
  #judge = new LineJudge();
  #sampling: ReturnType<typeof setInterval> | undefined;
  #expecting: ReturnType<typeof setTimeout> | undefined;

  constructor({ devices, send, openPeer: open = openPeer, watchNetwork = onNetworkChange }: PanelMediaNeeds) {
    this.#devices = devices;
    this.#sendSignal = send;
    this.#openPeer = open;
    watchNetwork(() => this.#renew());
    this.#unsubscribe = devices.view.subscribe(() => this.#replaceDevices());
  }

  /** What the answerer says; put it into a plain <audio> element. Null while nobody talks. */
  get remoteAudio(): Readable<MediaStream | null> {
    return this.#remoteAudio;
  }

  /** What will be heard of whoever answers. A player that runs on it, muted, loses nothing of the first word. */
  get expectedAudio(): Readable<readonly MediaStream[]> {
    return this.#expected;
  }

  /** Follow the call: warm up for who rings, drop who left, let the answerer talk. */
  show(call: PanelMediaCall | null): void {
    if (call === null || call.phase === "ended" || call.call_id !== this.#call?.call_id) this.#clear();
    if (call === null || call.phase === "ended") return;
    if (this.#call === null) this.#expecting = setTimeout(() => this.#expect(), EXPECT_AFTER_MS);
    this.#call = call;
    this.#followLegs(call);
    if (call.phase === "talking" && call.answered_by) this.#raise(call.answered_by);
    this.#expectOthers();
  }

  receive(callId: string, leg: string, signal: Signal): void {
    const call = this.#call;
    if (call?.call_id !== callId) return;
    if (signal.type !== "want")
      void this.#peers
        .get(leg)
        ?.receive(signal)
        .catch(() => undefined);
    else if (servedLegs(call).has(leg)) this.#serve(leg);
    else this.#wanted.add(leg);
  }

  /** How each connection is, by leg, for whoever installs the unit. */
  async listFigures(): Promise<Map<string, LineFigures>> {
    const legs = [...this.#peers];
    return new Map(
      await Promise.all(legs.map(async ([leg, peer]) => [leg, await peer.getFigures()] as const)),
    );
  }

  /** What the answerer's line bears now. */
  get lineLevel(): LineLevel {
    return this.#judge.level;
  }

  close(): void {
    this.#unsubscribe();
    this.#clear();
  }

  #followLegs(call: PanelMediaCall): void {
    const served = servedLegs(call);
    for (const [leg, peer] of this.#peers) if (!served.has(leg)) this.#drop(leg, peer);
    for (const leg of served) {
      if (!this.#peers.has(leg)) this.#warmUp(leg, call);
      if (this.#wanted.delete(leg)) this.#serve(leg);
    }
  }

  #warmUp(leg: string, call: PanelMediaCall): PanelPeer {
    const peer = new PanelPeer(call.ice, this.#devices.view.get().stream, this.#openPeer);
    this.#peers.set(leg, peer);
    this.#expectOthers();
    return peer;
  }

  /** Give the leg the offer that waits for it; a leg that asks again gets a connection anew. */
  #serve(leg: string): void {
    const call = this.#call;
    if (call === null) return;
    let peer = this.#peers.get(leg);
    if (peer?.isTaken) {
      this.#drop(leg, peer);
      peer = undefined;
    }
    peer ??= this.#warmUp(leg, call);
    const served = peer;
    void served
      .offer((signal) => {
        if (this.#peers.get(leg) === served) this.#sendSignal(call.call_id, leg, signal);
      })
      .catch(() => this.#drop(leg, served));
    if (call.phase === "talking" && call.answered_by === leg) this.#raise(leg);
  }

  #raise(leg: string): void {
    const peer = this.#peers.get(leg);
    if (peer === undefined || peer === this.#raised) return;
    this.#raised = peer;
    const isHeard = this.#call?.kind !== "view";
    if (isHeard) this.#remoteAudio.set(peer.voice);
    void peer.raise(isHeard).catch(() => undefined); // closed meanwhile
    this.#judge = new LineJudge();
    clearInterval(this.#sampling);
    this.#sampling = setInterval(() => void this.#sample(peer).catch(() => undefined), SAMPLE_EVERY_MS);
  }

  /** Let the picture follow what the line bears: the voice goes first. */
  async #sample(peer: PanelPeer): Promise<void> {
    const figures = await peer.getFigures();
    if (peer !== this.#raised || figures.route === null) return; // nothing passes yet, or any more
    await peer.setLevel(this.#judge.take(toSample(figures)));
  }

  /** Once there are players: have them for those who may answer now. */
  #expectOthers(): void {
    if (this.#expected.get() !== NOBODY) this.#expect();
  }

  /** Have players ready, one for each phone that may answer. */
  #expect(): void {
    if (this.#call?.kind === "view") return;
    const voices = [...this.#peers.values()].map(({ voice }) => voice);
    const known = this.#expected.get();
    const isSame = voices.length === known.length && voices.every((voice, place) => voice === known[place]);
    if (!isSame) this.#expected.set(voices);
  }

  #replaceDevices(): void {
    const { stream } = this.#devices.view.get();
    for (const peer of this.#peers.values()) {
      const isHeard = peer === this.#raised && this.#call?.kind !== "view";
      void peer.replaceDevices(stream, isHeard).catch(() => undefined); // closed meanwhile
    }
  }

  /** Have every phone that has a connection ask for one over the new network. */
  #renew(): void {
    for (const peer of this.#peers.values()) peer.askAnew();
  }

  #drop(leg: string, peer: PanelPeer): void {
    peer.close();
    if (this.#peers.get(leg) === peer) this.#peers.delete(leg);
    if (this.#raised === peer) {
      this.#raised = null;
      clearInterval(this.#sampling);
      this.#remoteAudio.set(null);
    }
  }

  #clear(): void {
    for (const [leg, peer] of this.#peers) this.#drop(leg, peer);
    clearTimeout(this.#expecting);
    this.#expected.set(NOBODY);
    this.#wanted.clear();
    this.#call = null;
  }
}

/** The legs that get the picture: every app that may still answer; once one did, that one. */
function servedLegs(call: PanelMediaCall): ReadonlySet<string> {
  const apps = call.legs.filter((leg) => leg.kind === "app" && leg.state !== "left");
  const answered = call.phase === "talking" ? call.answered_by : null;
  return new Set(apps.map((leg) => leg.id).filter((id) => !answered || id === answered));
}
