/** Genkan's sounds, synthesised: no files to load, and the same on every device. */

export type SoundName = "ring" | "ringback" | "opened" | "refused" | "word" | "key";

interface Note {
  /** Seconds from the sound's start. */
  at: number;
  lasts: number;
  hertz: number;
  gain: number;
  /** A struck tone dies away; a held one keeps its level. */
  shape: "struck" | "held";
}

interface Score {
  notes: readonly Note[];
  /** Seconds until it starts again; absent: once. */
  repeats?: number;
}

const struck = (at: number, hertz: number, lasts: number, gain: number): Note => ({
  at,
  hertz,
  lasts,
  gain,
  shape: "struck",
});

const SCORES: Record<SoundName, Score> = {
  // Two warm tones a falling fourth apart, 1.2 s, then a pause: heard through a door, kind to a sleeper.
  ring: {
    notes: [struck(0, 659.26, 0.9, 0.5), struck(0.45, 493.88, 1.1, 0.5), struck(0.45, 246.94, 1.1, 0.16)],
    repeats: 2.6,
  },
  // What the visitor hears while the home rings: Japan's ringback is 400 Hz, 1 s on, 2 s off.
  ringback: {
    notes: [
      { at: 0, hertz: 400, lasts: 1, gain: 0.16, shape: "held" },
      { at: 0, hertz: 416, lasts: 1, gain: 0.1, shape: "held" },
    ],
    repeats: 3,
  },
  opened: { notes: [struck(0, 523.25, 0.35, 0.4), struck(0.16, 659.26, 0.8, 0.45)] }, // a rising third
  refused: { notes: [struck(0, 196, 0.3, 0.4), struck(0.18, 164.81, 0.5, 0.4)] }, // soft and low
  word: { notes: [struck(0, 587.33, 0.25, 0.35), struck(0.12, 880, 0.7, 0.4)] }, // look here: somebody says something
  key: { notes: [struck(0, 1400, 0.035, 0.14)] },
};

let context: AudioContext | null = null;

function getContext(): AudioContext | null {
  if (context !== null) return context;
  if (typeof AudioContext === "undefined") return null;
  context = new AudioContext({ latencyHint: "interactive" });
  return context;
}

/** Let sounds play from now on. Browsers want a user's press first; call this in its handler. */
export function unlockSounds(): void {
  const audio = getContext();
  if (audio?.state === "suspended") void audio.resume().catch(() => undefined);
}

/** Play a sound; the returned function silences it. Without permission it stays silent. */
export function playSound(name: SoundName, volume = 1): () => void {
  const audio = getContext();
  if (audio === null) return () => undefined;
  unlockSounds();
  const score = SCORES[name];
  const out = audio.createGain();
  out.gain.value = volume;
  out.connect(audio.destination);
  const start = () => {
    // Notes planned while the context sleeps would all sound at once when it wakes.
    if (audio.state !== "running") return;
    for (const note of score.notes) playNote(audio, out, note);
  };
  if (audio.state === "running") start();
  else void audio.resume().then(start, () => undefined);
  const timer = score.repeats === undefined ? undefined : setInterval(start, score.repeats * 1000);
  return () => {
    clearInterval(timer);
    out.gain.setTargetAtTime(0, audio.currentTime, 0.03);
    setTimeout(() => out.disconnect(), 300);
  };
}

function playNote(audio: AudioContext, out: AudioNode, note: Note): void {
  const start = audio.currentTime + note.at + 0.01;
  const end = start + note.lasts;
  const envelope = audio.createGain();
  envelope.gain.setValueAtTime(0.0001, start);
  envelope.gain.exponentialRampToValueAtTime(note.gain, start + 0.012);
  if (note.shape === "struck") {
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
  } else {
    envelope.gain.setValueAtTime(note.gain, end - 0.04);
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
  }
  envelope.connect(out);
  // A second, softer partial an octave above makes the sine sound like wood rather than a test tone.
  for (const [ratio, level] of [
    [1, 1],
    [2, 0.18],
  ] as const) {
    const partial = audio.createGain();
    partial.gain.value = level;
    partial.connect(envelope);
    const oscillator = audio.createOscillator();
    oscillator.type = "sine";
    oscillator.frequency.value = note.hertz * ratio;
    oscillator.connect(partial);
    oscillator.start(start);
    oscillator.stop(end + 0.05);
  }
}
