/** What an installation check tries with the browser's own camera, microphone, loudspeaker and network. */
import type { PanelDevicesView } from "@genkan/calls";
import type { IceServer } from "@genkan/contract";
import {
  type Finding,
  type Heard,
  hasChanged,
  judgeSound,
  lastingLevel,
  type Probes,
} from "../model/unit-check";

const TONE_HZ = 1_000;
const LISTEN_MS = 700;
const TONE_MS = 1_300;
const RISE_MS = 250; // until the tone is out of the loudspeaker and into the microphone
const LOOKS = 12; // at the camera, a quarter of a second apart
const LOOK_EVERY_MS = 250;
const SIZE = { width: 160, height: 90 };
const TURN_LIMIT_MS = 15_000; // a browser itself gives up on a silent server after ten seconds
const NO_ANSWER = 701; // of `errorCode`: below it a relay has answered, and said no

const fail = (reason: string, detail = ""): Finding => ({ state: "failed", reason, detail });

/** Give the probes of this page. `volume`: from 0 to 1, by day. */
export function browserProbes(devices: () => PanelDevicesView, volume: number): Probes {
  return {
    camera: () => probeCamera(devices()),
    sound: () => probeSound(volume),
    turn: probeTurn,
  };
}

async function probeCamera({ camera, stream }: PanelDevicesView): Promise<Finding> {
  if (camera !== "ok" || stream === null) return fail(camera === "refused" ? "refused" : "missing");
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const canvas = Object.assign(document.createElement("canvas"), SIZE);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let before: Uint8ClampedArray | null = null;
  let finding = fail("still");
  for (let look = 0; look < LOOKS && pen !== null; look += 1) {
    await pause(LOOK_EVERY_MS);
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0) continue;
    pen.drawImage(video, 0, 0, SIZE.width, SIZE.height);
    const pixels = pen.getImageData(0, 0, SIZE.width, SIZE.height).data;
    const detail = `${videoWidth} × ${videoHeight}`;
    finding = fail("still", detail);
    if (before !== null && hasChanged(before, pixels)) {
      finding = { state: "ok", reason: "", detail };
      break;
    }
    before = pixels;
  }
  video.srcObject = null;
  return finding;
}

/** The unit hears itself: what removes echoes in a call is left out here. */
async function probeSound(volume: number): ReturnType<Probes["sound"]> {
  const audio = new AudioContext();
  const untold: Finding = { state: "asking", reason: "", detail: "" };
  let microphone: MediaStream | null = null;
  try {
    void audio.resume().catch(() => undefined);
    microphone = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    const analyser = audio.createAnalyser();
    analyser.fftSize = 4_096;
    analyser.smoothingTimeConstant = 0;
    audio.createMediaStreamSource(microphone).connect(analyser);
    await pause(RISE_MS);
    const before = await listen(audio, analyser);
    playTone(audio, volume);
    await pause(RISE_MS);
    const during = await listen(audio, analyser);
    await pause(TONE_MS - LISTEN_MS);
    return judgeSound(before, during);
  } catch (error) {
    playTone(audio, volume);
    await pause(TONE_MS);
    const isRefusal = error instanceof DOMException && error.name === "NotAllowedError";
    return { microphone: fail(isRefusal ? "refused" : "missing"), loudspeaker: untold };
  } finally {
    for (const track of microphone?.getTracks() ?? []) track.stop();
    void audio.close();
  }
}

function playTone(audio: AudioContext, volume: number): void {
  const [tone, gain] = [audio.createOscillator(), audio.createGain()];
  const end = audio.currentTime + TONE_MS / 1_000;
  gain.gain.setValueAtTime(0.0001, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(Math.max(0.001, 0.5 * volume), audio.currentTime + 0.05);
  gain.gain.setTargetAtTime(0, end - 0.1, 0.03);
  tone.frequency.value = TONE_HZ;
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(end);
}

async function listen(audio: AudioContext, analyser: AnalyserNode): Promise<Heard> {
  const samples = new Float32Array(analyser.fftSize);
  const levels = new Float32Array(analyser.frequencyBinCount);
  const bin = Math.round((TONE_HZ * analyser.fftSize) / audio.sampleRate);
  const tones: number[] = [];
  let peak = 0;
  const until = performance.now() + LISTEN_MS;
  while (performance.now() < until) {
    analyser.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    analyser.getFloatFrequencyData(levels);
    tones.push(levels[bin] ?? Number.NEGATIVE_INFINITY);
    await pause(50);
  }
  return { peak, toneDb: lastingLevel(tones) };
}

/** A relay that gives us an address of its own is reached, and knows us. */
async function probeTurn(servers: readonly IceServer[]): Promise<Finding> {
  const began = performance.now();
  const peer = new RTCPeerConnection({
    iceServers: servers.map(({ urls, username, credential }) => ({
      urls: [...urls],
      ...(username ? { username } : {}),
      ...(credential ? { credential } : {}),
    })),
    iceTransportPolicy: "relay",
  });
  try {
    const outcome = waitForRelay(peer);
    peer.createDataChannel("check");
    await peer.setLocalDescription();
    const fault = await outcome;
    return fault ?? { state: "ok", reason: "", detail: `${Math.round(performance.now() - began)} ms` };
  } finally {
    peer.close();
  }
}

/** Give null once a relay has lent an address; the fault when every one was tried, or took too long. */
function waitForRelay(peer: RTCPeerConnection): Promise<Finding | null> {
  let fault = fail("blocked");
  return new Promise((resolve) => {
    setTimeout(() => resolve(fault), TURN_LIMIT_MS);
    peer.onicecandidateerror = ({ errorCode }) => {
      if (errorCode < NO_ANSWER) fault = fail("turn-refused", `TURN ${errorCode}`);
    };
    peer.onicecandidate = ({ candidate }) => {
      if (candidate === null) resolve(fault);
      else if (candidate.type === "relay") resolve(null);
    };
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
