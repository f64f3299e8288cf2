import type { IceServer, Signal } from "@genkan/contract";
import { type LineLevel, PICTURES } from "./line-level";
import { type LineFigures, readFigures } from "./line-stats";
import { type PeerFactory, RemoteCandidates, toCandidateSignal, toConfiguration } from "./peer";
import { answersOffer, startQuickly } from "./sdp";

/** Enough to recognise a face on a phone; four of them cost the unit a third of a core. */
const PREVIEW = { heightPx: 360, framesPerSecond: 15, bitsPerSecond: 350_000 };
/** A new encoder for the full size takes the processor just when the first word is due: the sound goes first. */
const FULL_SIZE_AFTER_MS = 500;

/**
 * The panel's connection to one phone. Made before the phone asks: the offer and the first
 * candidates wait here, so that the picture is one round trip away from the ask.
 */
export class PanelPeer {
  readonly #peer: RTCPeerConnection;
  readonly #candidates: RemoteCandidates;
  readonly #video: RTCRtpTransceiver;
  readonly #audio: RTCRtpTransceiver;
  #stream: MediaStream | null;
  readonly #offered: Promise<void>;
  #send: ((signal: Signal) => void) | null = null;
  #isOffered = false;
  #voice: MediaStream | null = null;
  #growing: ReturnType<typeof setTimeout> | undefined;
  #level: LineLevel = "full";

  constructor(ice: readonly IceServer[], stream: MediaStream | null, openPeer: PeerFactory) {
    const peer = openPeer(toConfiguration(ice));
    this.#peer = peer;
    this.#stream = stream;
    this.#candidates = new RemoteCandidates(peer);
    const streams = stream === null ? [] : [stream];
    const picture = stream?.getVideoTracks()[0];
    this.#video = peer.addTransceiver(picture ?? "video", {
      direction: "sendonly",
      streams,
      sendEncodings: [
        {
          maxBitrate: PREVIEW.bitsPerSecond,
          maxFramerate: PREVIEW.framesPerSecond,
          scaleResolutionDownBy: scaleTo(PREVIEW.heightPx, picture),
        },
      ],
    });
    // No track yet: the visitor is heard only when somebody answered.
    this.#audio = peer.addTransceiver("audio", { direction: "sendrecv", streams });
    preferVp8(this.#video);
    peer.onicecandidate = ({ candidate }) => {
      // Those found before the offer left are in its text.
      if (candidate && this.#isOffered) this.#send?.(toCandidateSignal(candidate));
    };
    this.#offered = peer.setLocalDescription();
  }

  /** Whether the offer was given away already: it fits one phone's one connection. */
  get isTaken(): boolean {
    return this.#send !== null;
  }

  /** Whether the picture rests because the line does not bear it beside the voice. */
  get isSaving(): boolean {
    return this.#level === "sound";
  }

  /** What comes from the phone: silence until somebody answers on it. */
  get voice(): MediaStream {
    this.#voice ??= new MediaStream([this.#audio.receiver.track]);
    return this.#voice;
  }

  /** Send the offer with the candidates found so far, then every further one. */
  async offer(send: (signal: Signal) => void): Promise<void> {
    this.#send = send;
    await this.#offered;
    this.#isOffered = true;
    send({ type: "offer", sdp: this.#peer.localDescription?.sdp ?? "", ...this.#given() });
  }

  /** Ask the phone for a connection by another way: this unit's network has changed. */
  askAnew(): void {
    this.#send?.({ type: "want" });
  }

  #given(): Pick<Signal, "camera" | "microphone"> {
    return {
      camera: this.#video.sender.track !== null,
      microphone: (this.#stream?.getAudioTracks().length ?? 0) > 0,
    };
  }

  #tellState(): void {
    if (this.#isOffered) this.#send?.({ type: "state", ...this.#given(), is_saving: this.isSaving });
  }

  async receive(signal: Signal): Promise<void> {
    if (signal.type === "candidate") {
      this.#candidates.add(signal);
    } else if (signal.type === "answer" && signal.sdp && this.#peer.signalingState === "have-local-offer") {
      if (!answersOffer(signal.sdp, this.#peer.localDescription?.sdp ?? "")) return;
      await this.#peer.setRemoteDescription({ type: "answer", sdp: startQuickly(signal.sdp) });
      this.#candidates.release();
    }
  }

  /**
   * Somebody answered on this phone: the visitor is heard, the picture gets its full size soon after.
   * Whoever only looks through the camera (`isHeard` false) hears nobody.
   */
  async raise(isHeard: boolean): Promise<void> {
    if (isHeard) await this.#audio.sender.replaceTrack(this.#stream?.getAudioTracks()[0] ?? null);
    this.#growing = setTimeout(() => void this.#draw().catch(() => undefined), FULL_SIZE_AFTER_MS);
  }

  /** Send as much of a picture as the line bears. */
  async setLevel(level: LineLevel): Promise<void> {
    if (level === this.#level) return;
    const wasSaving = this.isSaving;
    this.#level = level;
    if (wasSaving !== this.isSaving) this.#tellState();
    clearTimeout(this.#growing);
    await this.#draw();
  }

  async #draw(): Promise<void> {
    const picture = this.#level === "sound" ? null : PICTURES[this.#level];
    const parameters = this.#video.sender.getParameters();
    for (const encoding of parameters.encodings) {
      encoding.active = picture !== null;
      if (picture === null) continue;
      encoding.maxBitrate = picture.bitsPerSecond;
      encoding.maxFramerate = picture.framesPerSecond;
      encoding.scaleResolutionDownBy =
        picture.heightPx === null ? 1 : scaleTo(picture.heightPx, this.#video.sender.track);
    }
    await this.#video.sender.setParameters(parameters);
  }

  /** A camera or microphone came back: send what it delivers, in the place of the old one's. */
  async replaceDevices(stream: MediaStream | null, isTalking: boolean): Promise<void> {
    this.#stream = stream; // whoever answers later is to hear the new microphone
    await this.#video.sender.replaceTrack(stream?.getVideoTracks()[0] ?? null);
    if (isTalking) await this.#audio.sender.replaceTrack(stream?.getAudioTracks()[0] ?? null);
    this.#tellState();
  }

  async getFigures(): Promise<LineFigures> {
    return readFigures(await this.#peer.getStats());
  }

  close(): void {
    clearTimeout(this.#growing);
    this.#peer.onicecandidate = null;
    this.#send = null;
    this.#peer.close();
  }
}

function scaleTo(heightPx: number, picture: MediaStreamTrack | null | undefined): number {
  return Math.max(1, (picture?.getSettings().height ?? heightPx) / heightPx);
}

/** VP8 first: every phone decodes it and it starts quickest. All else stays, with it the retransmission codec. */
function preferVp8(video: RTCRtpTransceiver): void {
  const codecs = RTCRtpSender.getCapabilities("video")?.codecs ?? [];
  const isVp8 = (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === "video/vp8";
  video.setCodecPreferences([...codecs.filter(isVp8), ...codecs.filter((codec) => !isVp8(codec))]);
}
