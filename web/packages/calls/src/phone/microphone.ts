import { type Readable, Store } from "@genkan/link";

export type MicrophoneState =
  | "off" // not asked for
  | "asking" // the browser asks its user
  | "on"
  | "muted"
  | "refused" // the user or the browser said no
  | "missing"; // there is none, or another program has it

export type OpenMicrophone = () => Promise<MediaStream>;

const openBrowserMicrophone: OpenMicrophone = () =>
  navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });

/** This device's microphone for the length of one call. */
export class Microphone {
  readonly #open: OpenMicrophone;
  readonly #view = new Store<MicrophoneState>("off");
  #track: MediaStreamTrack | null = null;
  #starting: Promise<MediaStreamTrack | null> | null = null;
  #isClosed = false;

  constructor(open: OpenMicrophone = openBrowserMicrophone) {
    this.#open = open;
  }

  get view(): Readable<MicrophoneState> {
    return this.#view;
  }

  /** Give the track, or null when there is none to be had; `view` then says why. */
  start(): Promise<MediaStreamTrack | null> {
    if (this.#track !== null) return Promise.resolve(this.#track);
    this.#starting ??= this.#ask().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  toggleMute(): void {
    if (this.#track === null) return;
    this.#track.enabled = !this.#track.enabled;
    this.#view.set(this.#track.enabled ? "on" : "muted");
  }

  close(): void {
    this.#isClosed = true;
    if (this.#track !== null) {
      this.#track.onended = null;
      this.#track.stop();
      this.#track = null;
    }
    this.#view.set("off");
  }

  async #ask(): Promise<MediaStreamTrack | null> {
    this.#view.set("asking");
    try {
      const stream = await this.#open();
      const track = stream.getAudioTracks()[0] ?? null;
      if (this.#isClosed || track === null) {
        track?.stop();
        return null;
      }
      this.#track = track;
      track.onended = () => {
        this.#track = null;
        this.#view.set("missing");
      };
      this.#view.set("on");
      return track;
    } catch (error) {
      const isRefusal =
        error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "SecurityError");
      this.#view.set(isRefusal ? "refused" : "missing");
      return null;
    }
  }
}
