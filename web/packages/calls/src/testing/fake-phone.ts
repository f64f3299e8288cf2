/** What a phone's browser gives a call, without a browser. */
import type { AppCall } from "@genkan/contract";

export class FakeTrack {
  readonly kind: string;
  enabled = true;
  isStopped = false;
  onended: (() => void) | null = null;

  constructor(kind: string) {
    this.kind = kind;
  }

  stop(): void {
    this.isStopped = true;
  }
}

export class FakeStream {
  readonly tracks: FakeTrack[];

  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks;
  }

  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
}

class FakeTransceiver {
  direction = "recvonly";
  readonly receiver: { track: FakeTrack };
  readonly sender = {
    track: null as FakeTrack | null,
    replaceTrack: async (track: FakeTrack | null) => {
      this.sender.track = track;
    },
  };

  constructor(kind: string) {
    this.receiver = { track: new FakeTrack(kind) };
  }
}

/** The phone's connection: takes an offer, gives an answer, notes candidates. */
export class FakePhonePeer {
  configuration: RTCConfiguration;
  readonly video = new FakeTransceiver("video");
  readonly audio = new FakeTransceiver("audio");
  readonly candidates: RTCIceCandidateInit[] = [];
  remoteSdp: string | null = null;
  localDescription: { sdp: string } | null = null;
  connectionState: RTCPeerConnectionState = "new";
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  isClosed = false;

  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }

  getTransceivers = () => [this.video, this.audio];

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  async setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    if (sdp === "broken") throw new Error("no description");
    this.remoteSdp = sdp;
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: "v=0\r\no=- 77 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n" };
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.remoteSdp === null) throw new Error("a candidate before the description");
    this.candidates.push(candidate);
  }

  close(): void {
    this.isClosed = true;
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

/** Makes connections and keeps them for the test to look at. */
export class FakePeers {
  readonly made: FakePhonePeer[] = [];

  readonly open = (configuration: RTCConfiguration): RTCPeerConnection => {
    const peer = new FakePhonePeer(configuration);
    this.made.push(peer);
    return peer as unknown as RTCPeerConnection;
  };

  get newest(): FakePhonePeer {
    const peer = this.made.at(-1);
    if (peer === undefined) throw new Error("no connection was made");
    return peer;
  }
}

export function offerSdp(session: number): string {
  return `v=0\r\no=- ${session} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n`;
}

/** A session's memory that lasts as long as the test. */
export class FakeMemory {
  readonly items = new Map<string, string>();

  getItem = (key: string) => this.items.get(key) ?? null;

  setItem = (key: string, value: string) => {
    this.items.set(key, value);
  };

  removeItem = (key: string) => {
    this.items.delete(key);
  };
}

/** A call that rings here; give what is different. */
export function appCall(change: Partial<AppCall> = {}): AppCall {
  return {
    call_id: "c1",
    version: 1,
    phase: "ringing",
    leg: "a1",
    leg_state: "invited",
    station_leg: "s1",
    station_name: "正面玄関",
    building_name: "みどりの丘",
    home_number: "101",
    started_ms: Date.now(),
    deadline_ms: Date.now() + 30_000,
    doors: [{ door_id: "d1", name: "正面玄関", building_name: "みどりの丘", online: true }],
    ice: [],
    ...change,
  };
}
