import type { LegView, Signal } from "@genkan/contract";
import { Store } from "@genkan/link";
import { beforeEach, expect, test, vi } from "vitest";
import type { PanelDevices, PanelDevicesView } from "./panel-devices";
import { PanelMedia, type PanelMediaCall } from "./panel-media";
import { nameOffer } from "./sdp";

class FakeSender {
  track: FakeTrack | null;
  encodings: RTCRtpEncodingParameters[];

  constructor(track: FakeTrack | null, encodings: RTCRtpEncodingParameters[]) {
    this.track = track;
    this.encodings = encodings;
  }

  async replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
  }

  getParameters() {
    return { encodings: this.encodings };
  }

  async setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    this.encodings = encodings;
  }
}

interface FakeTrack {
  kind: string;
  name: string;
  getSettings(): MediaTrackSettings;
}

const track = (kind: string, name: string): FakeTrack => ({
  kind,
  name,
  getSettings: () => ({ height: 720 }),
});

class FakeStream {
  readonly tracks: FakeTrack[];

  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks;
  }

  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
}

/** A connection that notes what is done to it. */
class FakePeer {
  readonly senders: Record<string, FakeSender> = {};
  readonly directions: Record<string, string | undefined> = {};
  readonly remote: RTCSessionDescriptionInit[] = [];
  readonly candidates: RTCIceCandidateInit[] = [];
  signalingState = "stable";
  localDescription: { sdp: string } | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  isClosed = false;
  availableBps = 2_000_000;
  readonly #session: number;

  constructor(session: number) {
    this.#session = session;
  }

  addTransceiver(source: FakeTrack | string, init: RTCRtpTransceiverInit) {
    const kind = typeof source === "string" ? source : source.kind;
    const sender = new FakeSender(typeof source === "string" ? null : source, init.sendEncodings ?? []);
    this.senders[kind] = sender;
    this.directions[kind] = init.direction;
    return { sender, receiver: { track: track(kind, "remote") }, setCodecPreferences: () => undefined };
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: `v=0\r\no=- ${this.#session} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n` };
    this.signalingState = "have-local-offer";
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remote.push(description);
    this.signalingState = "stable";
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.candidates.push(candidate);
  }

  async getStats() {
    const pair = {
      id: "pair",
      type: "candidate-pair",
      localCandidateId: "own",
      availableOutgoingBitrate: this.availableBps,
    };
    const own = { id: "own", type: "local-candidate", candidateType: "host", protocol: "udp" };
    const transport = { id: "transport", type: "transport", selectedCandidatePairId: "pair" };
    const idle = { ...pair, id: "idle", availableOutgoingBitrate: undefined };
    return new Map<string, object>([idle, pair, own, transport].map((report) => [report.id, report]));
  }

  close(): void {
    this.isClosed = true;
  }
}

let peers: FakePeer[];
let sent: { leg: string; signal: Signal }[];
let view: Store<PanelDevicesView>;
let media: PanelMedia;
let changeNetwork: () => void;

const stream = (...tracks: FakeTrack[]) => new FakeStream(tracks) as unknown as MediaStream;
const peer = (place: number) => peers[place] ?? new FakePeer(-1);
const leg = (id: string, state = "ringing"): LegView => ({ id, kind: "app", state });
const RINGING: PanelMediaCall = { call_id: "c1", phase: "ringing", legs: [leg("a1"), leg("a2")], ice: [] };
const TALKING: PanelMediaCall = {
  ...RINGING,
  phase: "talking",
  answered_by: "a1",
  legs: [leg("a1", "connected"), leg("a2", "left")],
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  vi.stubGlobal("MediaStream", FakeStream);
  vi.stubGlobal("RTCRtpSender", { getCapabilities: () => ({ codecs: [] }) });
  peers = [];
  sent = [];
  view = new Store<PanelDevicesView>({
    camera: "ok",
    microphone: "ok",
    stream: stream(track("video", "camera"), track("audio", "microphone")),
  });
  media = new PanelMedia({
    devices: { view } as unknown as PanelDevices,
    send: (_, to, signal) => sent.push({ leg: to, signal }),
    watchNetwork: (changed) => {
      changeNetwork = changed;
    },
    openPeer: () => {
      peers.push(new FakePeer(peers.length + 1));
      return peers.at(-1) as unknown as RTCPeerConnection;
    },
  });
});

test("a connection for each phone waits before the phone asks, and says nothing", async () => {
  media.show(RINGING);
  await settle();
  expect(peers).toHaveLength(2);
  expect(sent).toEqual([]);
});

test("while it rings the phone gets a small picture and no sound", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  await settle();
  expect(peer(0).directions).toEqual({ video: "sendonly", audio: "sendrecv" });
  expect(peer(0).senders.audio?.track).toBeNull();
  expect(peer(0).senders.video?.encodings).toMatchObject([
    { maxBitrate: 350_000, maxFramerate: 15, scaleResolutionDownBy: 2 },
  ]);
  expect(sent).toMatchObject([{ leg: "a1", signal: { type: "offer", camera: true, microphone: true } }]);
});

test("a phone that asked before the call named it is served when it does", async () => {
  media.show({ ...RINGING, legs: [] });
  media.receive("c1", "a1", { type: "want" });
  media.show(RINGING);
  await settle();
  expect(sent.map(({ leg: to }) => to)).toEqual(["a1"]);
});

test("the answerer alone stays, hears the visitor and sees the whole picture", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  media.receive("c1", "a2", { type: "want" });
  media.show(TALKING);
  await settle();
  expect(peers.map(({ isClosed }) => isClosed)).toEqual([false, true]);
  expect(peer(0).senders.audio?.track).toMatchObject({ name: "microphone" });
  expect(peer(0).senders.video?.encodings).toMatchObject([{ scaleResolutionDownBy: 2 }]); // the sound first
  await vi.waitFor(() =>
    expect(peer(0).senders.video?.encodings).toMatchObject([{ scaleResolutionDownBy: 1 }]),
  );
  expect(media.remoteAudio.get()).not.toBeNull();
});

test("players get ready on whoever may answer, after the picture, and on nobody else", async () => {
  vi.useFakeTimers();
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  await vi.advanceTimersByTimeAsync(699);
  expect(media.expectedAudio.get()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(media.expectedAudio.get()).toHaveLength(2);
  media.receive("c1", "a1", { type: "want" }); // a phone that asks again gets another connection
  expect(media.expectedAudio.get()).toHaveLength(2);
  const [, renewed] = media.expectedAudio.get();
  media.show(TALKING);
  expect(media.expectedAudio.get()).toEqual([renewed]);
  expect(media.remoteAudio.get()).toBe(renewed);
  media.show(null);
  expect(media.expectedAudio.get()).toEqual([]);
  media.show({ ...TALKING, call_id: "c2", kind: "view" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(media.expectedAudio.get()).toEqual([]); // looked at, not spoken to
  media.show(null);
  vi.useRealTimers();
});

test("an answerer who asks again gets a new connection, with sound at once", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  media.show(TALKING);
  await settle();
  media.receive("c1", "a1", { type: "want" });
  await settle();
  const renewed = peers.at(-1);
  expect(peer(0).isClosed).toBe(true);
  expect(renewed?.isClosed).toBe(false);
  expect(renewed?.senders.audio?.track).toMatchObject({ name: "microphone" });
  expect(sent.filter(({ signal }) => signal.type === "offer")).toHaveLength(2);
});

test("an answer to a replaced offer is not taken for the new one's", async () => {
  media.show({ ...RINGING, legs: [leg("a1")] });
  media.receive("c1", "a1", { type: "want" });
  await settle();
  media.receive("c1", "a1", { type: "want" });
  await settle();
  const [stale, fresh] = peers.map(({ localDescription }) =>
    nameOffer("t=0 0\r\n", localDescription?.sdp ?? ""),
  );
  media.receive("c1", "a1", { type: "answer", sdp: stale ?? "" });
  await settle();
  expect(peer(1).remote).toEqual([]);
  media.receive("c1", "a1", { type: "answer", sdp: fresh ?? "" });
  await settle();
  expect(peer(1).remote).toHaveLength(1);
});

test("a microphone that comes back while it rings is the one the answerer hears", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  view.set({ ...view.get(), stream: stream(track("video", "camera"), track("audio", "new microphone")) });
  media.show(TALKING);
  await settle();
  expect(peer(0).senders.audio?.track).toMatchObject({ name: "new microphone" });
});

test("without a camera the offer says so", async () => {
  view.set({ camera: "missing", microphone: "missing", stream: null });
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  await settle();
  expect(sent).toMatchObject([{ signal: { type: "offer", camera: false, microphone: false } }]);
});

test("the end closes everything and hears nobody", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  media.show(TALKING);
  await settle();
  media.show(null);
  expect(peers.every(({ isClosed }) => isClosed)).toBe(true);
  expect(media.remoteAudio.get()).toBeNull();
  media.receive("c1", "a1", { type: "want" });
  await settle();
  expect(peers).toHaveLength(2);
});

test("whoever only looks through the camera hears nobody", async () => {
  media.show({ ...TALKING, kind: "view" });
  media.receive("c1", "a1", { type: "want" });
  await settle();
  expect(peer(0).senders.audio?.track).toBeNull();
  view.set({ ...view.get(), stream: stream(track("video", "new camera"), track("audio", "new microphone")) });
  await settle();
  expect(peer(0).senders.video?.track).toMatchObject({ name: "new camera" });
  expect(peer(0).senders.audio?.track).toBeNull();
  expect(media.remoteAudio.get()).toBeNull();
});

test("a camera or microphone that goes or comes in a talk is told to the phone", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  media.show(TALKING);
  await settle();
  view.set({ camera: "missing", microphone: "ok", stream: stream(track("audio", "microphone")) });
  await settle();
  const state = { type: "state", camera: false, microphone: true, is_saving: false };
  expect(sent.at(-1)).toEqual({ leg: "a1", signal: state });
  expect(peer(0).senders.video?.track).toBeNull();
});

test("on another network every phone that has a connection is asked to take one anew", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  await settle();
  changeNetwork();
  expect(sent.slice(1)).toEqual([{ leg: "a1", signal: { type: "want" } }]);
});

test("on a line too weak for it the picture rests, the phone is told, and it comes back", async () => {
  media.show(RINGING);
  media.receive("c1", "a1", { type: "want" });
  await settle();
  vi.useFakeTimers();
  media.show(TALKING);
  peer(0).availableBps = 50_000;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(media.lineLevel).toBe("sound");
  expect(peer(0).senders.video?.encodings).toMatchObject([{ active: false }]);
  expect(peer(0).senders.audio?.track).toMatchObject({ name: "microphone" });
  expect(sent.at(-1)?.signal).toMatchObject({ type: "state", camera: true, is_saving: true });
  expect((await media.listFigures()).get("a1")).toMatchObject({ route: "host udp", availableBps: 50_000 });

  peer(0).availableBps = 2_000_000;
  await vi.advanceTimersByTimeAsync(11_000);
  expect(sent.at(-1)?.signal).toMatchObject({ type: "state", is_saving: false });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(peer(0).senders.video?.encodings).toMatchObject([
    { active: true, maxBitrate: 1_500_000, scaleResolutionDownBy: 1 },
  ]);
  media.show(null);
  vi.useRealTimers();
});
