import { type Readable, Store } from "@genkan/link";

export type Permission = "granted" | "denied" | "prompt";

/** Whether this site may use the device, as the browser tells it; it is asked for on a tap only. */
export class DevicePermission {
  readonly #device: "microphone" | "camera";
  readonly #view = new Store<Permission>("prompt");

  constructor(device: "microphone" | "camera") {
    this.#device = device;
  }

  get view(): Readable<Permission> {
    return this.#view;
  }

  /** Read the permission, and follow it where the browser lets us. */
  async watch(): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: this.#device as PermissionName });
      this.#view.set(status.state);
      status.onchange = () => this.#view.set(status.state);
    } catch {
      // Firefox and older Safari do not tell: it stays "prompt", and the tap asks.
    }
  }

  /** Let the browser ask its user, then let go of the device at once. */
  readonly ask = async (): Promise<void> => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        [this.#device === "camera" ? "video" : "audio"]: true,
      });
      for (const track of stream.getTracks()) track.stop();
      this.#view.set("granted");
    } catch (error) {
      const isRefusal = error instanceof DOMException && error.name === "NotAllowedError";
      if (isRefusal) this.#view.set("denied");
    }
  };
}
