import type { IceServer, Signal } from "@genkan/contract";
import { type Readable, Store } from "@genkan/link";
import { openPeer, type PeerFactory, RemoteCandidates, toCandidateSignal, toConfiguration } from "./peer";
import { nameOffer } from "./sdp";

export type PhoneMediaState =
  | "wanted" // the panel was asked; nothing came yet
  | "connecting" // its offer is answered; packets do not pass yet
  | "live" // packets pass
  | "broken"; // packets stopped; the panel was asked again

export interface PhoneMediaView {
  state: PhoneMediaState;
  video: MediaStream | null;
  audio: MediaStream | null;
  /** What the panel can give, as its offer says; true until it said otherwise. */
  hasCamera: boolean;
  hasMicrophone: boolean;
  /** The line is too weak for the picture: it rests, and the voice goes on. */
  isSaving: boolean;
}

const OFFER_LIMIT_MS = 3_000; // a panel answers within 100 ms; the ask may have met a reconnecting link
const CONNECT_LIMIT_MS = 8_000; // ICE through a relay takes 2 s on a bad network
const REPAIR_DELAY_MS = 2_000; // ICE mends a short loss (lift, Wi-Fi to mobile) by itself

export interface PhoneMediaNeeds {
  ice: readonly IceServer[];
  send(signal: Signal): void;
  openPeer?: PeerFactory;
}

interface Attempt {
  peer: RTCPeerConnection;
  candidates: RemoteCandidates;
  audioSender: RTCRtpSender | null;
}

/**
 * A phone's end of the media: asks for the picture, answers the panel's offer, and starts over by
 * asking again whenever packets stop. The microphone stays out until `setMicrophone` is called.
 */
export class PhoneMedia {
  readonly #send: (signal: Signal) => void;
  readonly #openPeer: PeerFactory;
  #configuration: RTCConfiguration;
  readonly #view = new Store<PhoneMediaView>({
    state: "wanted",
    video: null,
    audio: null,
    hasCamera: true,
    hasMicrophone: true,
    isSaving: false,
  });
  #attempt: Attempt | null = null;
  #spare: RTCPeerConnection | null = null; // made while the panel's offer is on its way: it takes a few frames
  #microphone: MediaStreamTrack | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor({ ice, send, openPeer: open = openPeer }: PhoneMediaNeeds) {
    this.#send = send;
    this.#openPeer = open;
    this.#configuration = toConfiguration(ice);
  }

  get view(): Readable<PhoneMediaView> {
    return this.#view;
  }

  /** Take newer keys for the relay: those of the next connection. */
  takeKeys(ice: readonly IceServer[]): void {
    if (ice.length === 0) return; // the call is over
    this.#configuration = toConfiguration(ice);
    this.#spare?.setConfiguration(this.#configuration);
  }

  /** Ask the panel for a (new) connection, and again until it comes about. */
  want(): void {
    if (this.#isClosed) return;
    this.#send({ type: "want" });
    this.#spare ??= this.#openPeer(this.#configuration);
    this.#after(OFFER_LIMIT_MS, () => this.want());
  }

  /**
   * The device has gone to another network (Wi-Fi to mobile): take a connection over the new one at once.
   * ICE by itself notices a dead path after five seconds, and a restart of it could not change the relay's keys.
   */
  renew(): void {
    if (this.#isClosed || this.#view.get().state === "wanted") return;
    this.#show({ state: "broken" }); // asked for again as soon as the link is back, too
    this.want();
  }

  async receive(signal: Signal): Promise<void> {
    if (this.#isClosed) return;
    if (signal.type === "candidate") this.#attempt?.candidates.add(signal);
    else if (signal.type === "offer" && signal.sdp) await this.#answer(signal.sdp, signal);
    else if (signal.type === "want") this.renew();
    else if (signal.type === "state") this.#show(toGiven(signal));
  }

  /** Let the visitor hear this track from now on, also over later connections; null: nobody. */
  async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
    this.#microphone = track;
    await this.#attempt?.audioSender?.replaceTrack(track);
  }

  async getStats(): Promise<RTCStatsReport | null> {
    return (await this.#attempt?.peer.getStats()) ?? null;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#spare?.close();
    this.#spare = null;
    this.#drop();
  }

  async #answer(offerSdp: string, offer: Signal): Promise<void> {
    this.#drop();
    const peer = this.#spare ?? this.#openPeer(this.#configuration);
    this.#spare = null;
    const attempt: Attempt = { peer, candidates: new RemoteCandidates(peer), audioSender: null };
    this.#attempt = attempt;
    peer.onicecandidate = ({ candidate }) => {
      if (candidate && this.#attempt === attempt) this.#send(toCandidateSignal(candidate));
    };
    peer.onconnectionstatechange = () => {
      if (this.#attempt === attempt) this.#watch(peer.connectionState);
    };
    this.#after(CONNECT_LIMIT_MS, () => this.want());
    try {
      await peer.setRemoteDescription({ type: "offer", sdp: offerSdp });
      this.#takeTracks(attempt, offer);
      await peer.setLocalDescription();
    } catch {
      if (this.#attempt === attempt) this.#watch("failed");
      return;
    }
    if (this.#attempt !== attempt) return; // a newer offer came while the browser worked
    attempt.candidates.release();
    this.#send({ type: "answer", sdp: nameOffer(peer.localDescription?.sdp ?? "", offerSdp) });
    if (this.#microphone !== null) await attempt.audioSender?.replaceTrack(this.#microphone);
  }

  /** Show what is received, and keep a place for the microphone so that answering needs no new offer. */
  #takeTracks(attempt: Attempt, offer: Signal): void {
    const streams: { video: MediaStream | null; audio: MediaStream | null } = { video: null, audio: null };
    for (const transceiver of attempt.peer.getTransceivers()) {
      const { track } = transceiver.receiver;
      if (track.kind === "audio") {
        transceiver.direction = "sendrecv";
        attempt.audioSender = transceiver.sender;
        streams.audio = new MediaStream([track]);
      } else {
        streams.video = new MediaStream([track]);
      }
    }
    this.#show({
      ...streams,
      state: "connecting",
      ...toGiven(offer),
    });
  }

  #watch(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.#timer);
      this.#show({ state: "live" });
    } else if (state === "disconnected") {
      this.#show({ state: "broken" });
      this.#after(REPAIR_DELAY_MS, () => this.want());
    } else if (state === "failed") {
      this.#show({ state: "broken" });
      this.want();
    }
  }

  #after(delayMs: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMs);
  }

  #drop(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    if (attempt === null) return;
    attempt.peer.onicecandidate = null;
    attempt.peer.onconnectionstatechange = null;
    attempt.peer.close();
  }

  #show(change: Partial<PhoneMediaView>): void {
    this.#view.set({ ...this.#view.get(), ...change });
  }
}

function toGiven({ camera, microphone, is_saving }: Signal) {
  return { hasCamera: camera ?? true, hasMicrophone: microphone ?? true, isSaving: is_saving ?? false };
}
