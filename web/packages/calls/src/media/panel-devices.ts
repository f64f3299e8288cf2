import { type Readable, Store } from "@genkan/link";

export type DeviceState =
  | "starting" // asked for
  | "ok" // delivers
  | "refused" // the browser or its user said no
  | "missing"; // not there, or taken by another program

export interface PanelDevicesView {
  camera: DeviceState;
  microphone: DeviceState;
  /** What they deliver now; a missing one has no track in it. */
  stream: MediaStream | null;
}

const VIDEO: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25, max: 30 },
};
const AUDIO: MediaTrackConstraints = {
  echoCancellation: true, // loudspeaker and microphone of the unit are a hand apart
  noiseSuppression: true,
  autoGainControl: true,
};
const RETRY_MS = 10_000; // a camera pulled out or taken over comes back by itself

export type OpenDevices = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

const openBrowserDevices: OpenDevices = (constraints) => navigator.mediaDevices.getUserMedia(constraints);

/** The unit's camera and microphone: opened once, kept open, opened again when they go away. */
export class PanelDevices {
  readonly #open: OpenDevices;
  readonly #view = new Store<PanelDevicesView>({ camera: "starting", microphone: "starting", stream: null });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(open: OpenDevices = openBrowserDevices) {
    this.#open = open;
  }

  get view(): Readable<PanelDevicesView> {
    return this.#view;
  }

  /** Open both; where that fails, each on its own, so that one missing does not cost the other. */
  async start(): Promise<void> {
    clearTimeout(this.#timer);
    const both = await this.#try({ video: VIDEO, audio: AUDIO });
    if (both instanceof MediaStream) {
      this.#use("ok", "ok", both);
      return;
    }
    const video = await this.#try({ video: VIDEO });
    const audio = await this.#try({ audio: AUDIO });
    const tracks = [video, audio].flatMap((part) => (part instanceof MediaStream ? part.getTracks() : []));
    this.#use(toState(video), toState(audio), tracks.length > 0 ? new MediaStream(tracks) : null);
    this.#timer = setTimeout(() => void this.#restart(), RETRY_MS);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#stop();
  }

  async #try(constraints: MediaStreamConstraints): Promise<MediaStream | "refused" | "missing"> {
    try {
      return await this.#open(constraints);
    } catch (error) {
      const isRefusal =
        error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "SecurityError");
      return isRefusal ? "refused" : "missing";
    }
  }

  #use(camera: DeviceState, microphone: DeviceState, stream: MediaStream | null): void {
    if (this.#isClosed) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      return;
    }
    for (const track of stream?.getTracks() ?? []) track.onended = () => void this.#restart();
    this.#view.set({ camera, microphone, stream });
  }

  async #restart(): Promise<void> {
    if (this.#isClosed) return;
    this.#stop();
    await this.start();
  }

  #stop(): void {
    for (const track of this.#view.get().stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
  }
}

function toState(result: MediaStream | "refused" | "missing"): DeviceState {
  return result instanceof MediaStream ? "ok" : result;
}
