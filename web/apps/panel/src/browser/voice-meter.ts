/** How loud a voice is just now, for the eye: 0 is silence, 1 is a raised voice. */
const QUIETEST_DB = -55; // a lobby's own noise after the browser's suppression
const LOUDEST_DB = -15;
const FALL = 0.92; // per frame: syllables run together, as the ear hears them

let context: AudioContext | null = null;

/** Measure a stream until the returned function is called; `hear` gets a level with every frame shown. */
export function measureVoice(stream: MediaStream, hear: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined" || stream.getAudioTracks().length === 0) return () => undefined;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let level = 0;
  let frame = requestAnimationFrame(function next() {
    analyser.getFloatTimeDomainData(samples);
    level = Math.max(levelOf(samples), level * FALL);
    if (context?.state === "running") hear(level); // a context that waits for a touch measures silence
    frame = requestAnimationFrame(next);
  });
  return () => {
    cancelAnimationFrame(frame);
    source.disconnect();
  };
}

/** Give the level of some samples between -1 and 1. Loudness is heard, and so shown, in decibels. */
export function levelOf(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  const db = 10 * Math.log10(energy / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)));
}
