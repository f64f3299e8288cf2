import { type Readable, Store } from "@genkan/link";

export type Permission = "granted" | "denied" | "prompt";

/** Whether this site may use the microphone, as the browser tells it; it is asked for on a tap only. */
export class MicrophonePermission {
  readonly #view = new Store<Permission>("prompt");

  get view(): Readable<Permission> {
    return this.#view;
  }

  /** Read the permission, and follow it where the browser lets us. */
  async watch(): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: "microphone" as PermissionName });
      this.#view.set(status.state);
      status.onchange = () => this.#view.set(status.state);
    } catch {
      // Firefox and older Safari do not tell: it stays "prompt", and the tap asks.
    }
  }

  /** Let the browser ask its user, then let go of the microphone at once. */
  readonly ask = async (): Promise<void> => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
      this.#view.set("granted");
    } catch (error) {
      const isRefusal = error instanceof DOMException && error.name === "NotAllowedError";
      if (isRefusal) this.#view.set("denied");
    }
  };
}
