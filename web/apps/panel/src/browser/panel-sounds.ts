import { playSound } from "@genkan/ui";
import type { Sounds } from "../model/ports";

/** The unit's loudspeaker. */
export class PanelSounds implements Sounds {
  #silence: (() => void) | null = null;

  play(sound: "key" | "refused" | "opened"): void {
    playSound(sound);
  }

  startRingback(): void {
    this.stopRingback();
    this.#silence = playSound("ringback");
  }

  stopRingback(): void {
    this.#silence?.();
    this.#silence = null;
  }
}
