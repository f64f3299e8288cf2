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

/** Calls back when the browser's user allows or forbids the camera or the microphone. */
export type WatchPermissions = (changed: () => void) => void;

const watchBrowserPermissions: WatchPermissions = (changed) => {
  for (const name of ["camera", "microphone"] as const) {
    const query = navigator.permissions?.query({ name });
    query?.then(
      (permission) => {
        permission.onchange = changed;
      },
      () => undefined, // a browser that does not tell; reloading the page then helps
    );
  }
};

type Opened = MediaStreamTrack | "refused" | "missing";

/**
 * The unit's camera and microphone: opened once, kept open, opened again when they go away.
 *
 * What is missing is looked for again by itself; what was refused waits for the user to allow it, for
 * asking again and again would open the browser's question again and again.
 */
export class PanelDevices {
  readonly #open: OpenDevices;
  readonly #watchPermissions: WatchPermissions;
  readonly #view = new Store<PanelDevicesView>({ camera: "starting", microphone: "starting", stream: null });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpening = false;
  #isClosed = false;

  constructor(
    open: OpenDevices = openBrowserDevices,
    watchPermissions: WatchPermissions = watchBrowserPermissions,
  ) {
    this.#open = open;
    this.#watchPermissions = watchPermissions;
  }

  get view(): Readable<PanelDevicesView> {
    return this.#view;
  }

  /** Open both; where that fails, each on its own, so that one missing does not cost the other. */
  async start(): Promise<void> {
    await this.#complete();
    this.#watchPermissions(() => void this.#complete());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const track of this.#view.get().stream?.getTracks() ?? []) stop(track);
  }

  /** Open what does not deliver, and leave alone what does: a call may be using it. */
  async #complete(): Promise<void> {
    if (this.#isOpening || this.#isClosed) return;
    this.#isOpening = true;
    clearTimeout(this.#timer);
    const [camera, microphone] = await this.#openBoth(this.#find("video"), this.#find("audio"));
    this.#isOpening = false;
    this.#use(camera, microphone);
  }

  async #openBoth(
    camera: MediaStreamTrack | undefined,
    microphone: MediaStreamTrack | undefined,
  ): Promise<[Opened, Opened]> {
    if (camera === undefined && microphone === undefined) {
      const both = await this.#try({ video: VIDEO, audio: AUDIO });
      if (typeof both !== "string") return [trackOf(both, "video"), trackOf(both, "audio")];
    }
    return [
      camera ?? (await this.#openOne("video", { video: VIDEO })),
      microphone ?? (await this.#openOne("audio", { audio: AUDIO })),
    ];
  }

  async #openOne(kind: "video" | "audio", constraints: MediaStreamConstraints): Promise<Opened> {
    const opened = await this.#try(constraints);
    return typeof opened === "string" ? opened : trackOf(opened, kind);
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

  #use(camera: Opened, microphone: Opened): void {
    const tracks = [camera, microphone].filter((opened) => typeof opened !== "string");
    for (const track of tracks) {
      if (this.#isClosed) stop(track);
      else track.onended = () => void this.#complete();
    }
    if (this.#isClosed) return;
    const { stream: before } = this.#view.get();
    const isUnchanged = before !== null && tracks.length === before.getTracks().length;
    const stream =
      isUnchanged && tracks.every((track) => before.getTracks().includes(track)) ? before : join(tracks);
    const view = { camera: toState(camera), microphone: toState(microphone), stream };
    this.#view.set(view);
    const isSearching = view.camera === "missing" || view.microphone === "missing";
    if (isSearching) this.#timer = setTimeout(() => void this.#complete(), RETRY_MS);
  }

  #find(kind: "video" | "audio"): MediaStreamTrack | undefined {
    const tracks = this.#view.get().stream?.getTracks() ?? [];
    return tracks.find((track) => track.kind === kind && track.readyState === "live");
  }
}

function stop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}

function join(tracks: MediaStreamTrack[]): MediaStream | null {
  return tracks.length > 0 ? new MediaStream(tracks) : null;
}

function trackOf(stream: MediaStream, kind: "video" | "audio"): Opened {
  return stream.getTracks().find((track) => track.kind === kind) ?? "missing";
}

function toState(opened: Opened): DeviceState {
  return typeof opened === "string" ? opened : "ok";
}
