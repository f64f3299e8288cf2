/** Parts that the first screen does without: asked for at once, there before anybody has pressed a key. */
import type { PanelMedia, PanelMediaCall, PanelMediaNeeds } from "@genkan/calls";
import type { Signal } from "@genkan/contract";
import { Store } from "@genkan/link";
import type { CallMedia, CameraFrame, Devices, Frames, MediaReading, TakePicture } from "../model/ports";

/** A picture of the camera: wanted a second into a call, or after a door was opened. */
export const takePicture: TakePicture = async (stream) => (await import("./picture")).takePicture(stream);

/** A call's connections. What is said before they are there is said to them in its order. */
export class LaterMedia implements CallMedia {
  readonly remoteAudio = new Store<MediaStream | null>(null);
  readonly expectedAudio = new Store<readonly MediaStream[]>([]);
  readonly #media: Promise<PanelMedia>;

  constructor(needs: PanelMediaNeeds) {
    this.#media = import("@genkan/calls/panel-media").then(({ PanelMedia }) => {
      const media = new PanelMedia(needs);
      media.remoteAudio.subscribe(() => this.remoteAudio.set(media.remoteAudio.get()));
      media.expectedAudio.subscribe(() => this.expectedAudio.set(media.expectedAudio.get()));
      return media;
    });
  }

  show(call: PanelMediaCall | null): void {
    void this.#media.then((media) => media.show(call));
  }

  /** What an installer is shown of each connection, by leg; nothing before the first call. */
  async read(): Promise<MediaReading> {
    const media = await this.#media;
    return { legs: await media.listFigures(), level: media.lineLevel };
  }

  receive(callId: string, leg: string, signal: Signal): void {
    void this.#media.then((media) => media.receive(callId, leg, signal));
  }
}

/** The camera's frames. */
export class LaterFrames implements Frames {
  readonly #devices: Devices;

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  start(look: (frame: CameraFrame) => Promise<void>): () => void {
    let isOver = false;
    let stop: (() => void) | null = null;
    void import("./camera-frames").then(({ CameraFrames }) => {
      if (!isOver) stop = new CameraFrames(this.#devices).start(look);
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }
}
