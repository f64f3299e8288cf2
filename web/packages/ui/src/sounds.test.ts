import { afterEach, beforeEach, expect, test, vi } from "vitest";

interface Tone {
  hertz: number;
  atS: number;
}

let tones: Tone[];
let state: AudioContextState;
let mayPlay: boolean;

class FakeParam {
  value = 0;
  setValueAtTime = () => undefined;
  exponentialRampToValueAtTime = () => undefined;
  setTargetAtTime = (value: number) => {
    this.value = value;
  };
}

class FakeNode {
  readonly gain = new FakeParam();
  readonly frequency = new FakeParam();
  type = "";
  connect = () => undefined;
  disconnect = () => undefined;
  stop = () => undefined;
  start = (atS: number) => {
    tones.push({ hertz: this.frequency.value, atS });
  };
}

class FakeAudioContext {
  readonly destination = new FakeNode();
  get currentTime() {
    return performance.now() / 1000;
  }
  get state() {
    return state;
  }
  createGain = () => new FakeNode();
  createOscillator = () => new FakeNode();
  resume = async () => {
    if (!mayPlay) throw new DOMException("no touch yet", "NotAllowedError");
    state = "running";
  };
}

async function loadSounds() {
  vi.resetModules(); // the page's one audio context is made at the first sound
  return import("./sounds");
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", FakeAudioContext);
  tones = [];
  state = "running";
  mayPlay = true;
});

afterEach(() => {
  vi.useRealTimers();
});

const fundamentals = () => tones.filter((_, index) => index % 2 === 0).map(({ hertz }) => Math.round(hertz));

test("opened is a rising third, refused falls and stays low", async () => {
  const { playSound } = await loadSounds();
  playSound("opened");
  expect(fundamentals()).toEqual([523, 659]);
  tones = [];
  playSound("refused");
  const [first = 0, second = 0] = fundamentals();
  expect(second).toBeLessThan(first);
  expect(first).toBeLessThan(250);
});

test("the ring repeats until it is silenced", async () => {
  const { playSound } = await loadSounds();
  const silence = playSound("ring");
  const once = tones.length;
  await vi.advanceTimersByTimeAsync(5_500);
  expect(tones.length).toBe(once * 3);
  silence();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tones.length).toBe(once * 3);
});

test("before the page was touched it is silent, and rings from the touch on", async () => {
  state = "suspended";
  mayPlay = false;
  const { playSound, unlockSounds } = await loadSounds();
  const silence = playSound("ring");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(tones).toEqual([]);
  mayPlay = true;
  unlockSounds();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(tones.length).toBeGreaterThan(0);
  silence();
});

test("a browser without sound stays silent, and nothing breaks", async () => {
  vi.stubGlobal("AudioContext", undefined);
  const { playSound, unlockSounds } = await loadSounds();
  unlockSounds();
  expect(() => playSound("key")()).not.toThrow();
});
