import { playSound } from "@genkan/ui";
import type { PanelSound, Sounds } from "../model/ports";

/** The unit's loudspeaker. */
export class PanelSounds implements Sounds {
  #silence: (() => void) | null = null;
  #volume = 1;

  setVolume(volume: number): void {
    this.#volume = volume;
  }

  play(sound: PanelSound): void {
    playSound(sound, this.#volume);
  }

  startRingback(): void {
    this.stopRingback();
    this.#silence = playSound("ringback", this.#volume);
  }

  stopRingback(): void {
    this.#silence?.();
    this.#silence = null;
  }
}
