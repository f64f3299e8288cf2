import { type Readable, Store } from "@genkan/link";

export type MicrophoneState =
  | "off" // not asked for, or given in a moment
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

/** A browser that may use the microphone opens it sooner: whoever waits longer is asking its user. */
const ASKING_AFTER_MS = 700;

/** Calls back when a device was plugged in or out, until the function it gives is called. */
export type WatchDevices = (changed: () => void) => () => void;

const watchBrowserDevices: WatchDevices = (changed) => {
  navigator.mediaDevices?.addEventListener?.("devicechange", changed);
  return () => navigator.mediaDevices?.removeEventListener?.("devicechange", changed);
};

/** This device's microphone for the length of one call. One that is lost is taken up again when it is back. */
export class Microphone {
  readonly #open: OpenMicrophone;
  readonly #watch: WatchDevices;
  readonly #cameBack: (track: MediaStreamTrack) => void;
  readonly #view = new Store<MicrophoneState>("off");
  #unwatch: (() => void) | null = null;
  #track: MediaStreamTrack | null = null;
  #starting: Promise<MediaStreamTrack | null> | null = null;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(
    open: OpenMicrophone = openBrowserMicrophone,
    cameBack: (track: MediaStreamTrack) => void = () => undefined,
    watch: WatchDevices = watchBrowserDevices,
  ) {
    this.#open = open;
    this.#cameBack = cameBack;
    this.#watch = watch;
  }

  get view(): Readable<MicrophoneState> {
    return this.#view;
  }

  /** Give the track, or null when there is none to be had; `view` then says why. */
  start(): Promise<MediaStreamTrack | null> {
    if (this.#track !== null) return Promise.resolve(this.#track);
    if (this.#starting === null) this.#asking = setTimeout(() => this.#view.set("asking"), ASKING_AFTER_MS);
    return this.#take().finally(() => clearTimeout(this.#asking));
  }

  toggleMute(): void {
    if (this.#track === null) return;
    this.#track.enabled = !this.#track.enabled;
    this.#view.set(this.#track.enabled ? "on" : "muted");
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#asking);
    this.#unwatch?.();
    this.#unwatch = null;
    if (this.#track !== null) {
      this.#track.onended = null;
      this.#track.stop();
      this.#track = null;
    }
    this.#view.set("off");
  }

  #take(): Promise<MediaStreamTrack | null> {
    this.#starting ??= this.#ask().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async #ask(): Promise<MediaStreamTrack | null> {
    try {
      const stream = await this.#open();
      const track = stream.getAudioTracks()[0] ?? null;
      if (this.#isClosed || track === null) {
        track?.stop();
        return null;
      }
      this.#track = track;
      track.onended = () => this.#lose();
      this.#view.set("on");
      return track;
    } catch (error) {
      const isRefusal =
        error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "SecurityError");
      this.#view.set(isRefusal ? "refused" : "missing");
      if (!isRefusal) this.#search();
      return null;
    }
  }

  /** Pulled out, or a headset went away: another one may be there already. */
  #lose(): void {
    this.#track = null;
    this.#view.set("missing");
    this.#search();
    void this.#retry();
  }

  #search(): void {
    if (!this.#isClosed) this.#unwatch ??= this.#watch(() => void this.#retry());
  }

  async #retry(): Promise<void> {
    if (this.#isClosed || this.#view.get() !== "missing") return;
    const track = await this.#take();
    if (track !== null) this.#cameBack(track);
  }
}
