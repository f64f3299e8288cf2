/** The browser's own voice. Where it has none for the language, the sentence stays on the screen, after its chime. */
import type { Speech } from "../model/ports";

const RATE = 0.95; // a lobby echoes

export class PanelSpeech implements Speech {
  readonly #synthesis: SpeechSynthesis | null;

  constructor(synthesis: SpeechSynthesis | null = globalThis.speechSynthesis ?? null) {
    this.#synthesis = synthesis;
    synthesis?.getVoices(); // some browsers load their voices at the first question
  }

  speak(sentence: string, language: string, volume: number): void {
    const voice = this.#findVoice(language);
    if (this.#synthesis === null || voice === null) return;
    this.#synthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = RATE;
    utterance.volume = volume;
    this.#synthesis.speak(utterance);
  }

  stop(): void {
    this.#synthesis?.cancel();
  }

  /** A voice of the unit itself before one that sends the sentence to somebody's server: that one never. */
  #findVoice(language: string): SpeechSynthesisVoice | null {
    const voices = this.#synthesis?.getVoices() ?? [];
    return (
      voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null
    );
  }
}
