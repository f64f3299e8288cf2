/** The world around the panel, as the tests and the scenes of `dev/` make it. */
import type { PanelDevicesView, PanelMediaCall } from "@genkan/calls";
import type {
  CallSignal,
  Directory,
  PanelCallView,
  PanelEntry,
  PanelMedia,
  PanelSeen,
  ShowPanel,
  Signal,
} from "@genkan/contract";
import { type Answer, refuse, Store } from "@genkan/link";
import type {
  Agent,
  AgentStatus,
  CallMedia,
  CameraFrame,
  Devices,
  Frames,
  PanelSound,
  Sounds,
  Speech,
  Timers,
} from "../model/ports";

export const START_MS = Date.UTC(2026, 10, 23, 5, 7); // 14:07 on a Monday in Tokyo

/** A clock whose hands the test turns. */
export class FakeTimers implements Timers {
  nowMs = START_MS;
  #tasks: { dueMs: number; task: () => void }[] = [];

  after(delayMs: number, task: () => void): () => void {
    const entry = { dueMs: this.nowMs + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  /** Let time pass; everything due happens in its order and at its time. */
  pass(ms: number): void {
    const endMs = this.nowMs + ms;
    for (let next = this.#next(endMs); next !== undefined; next = this.#next(endMs)) {
      const due = next;
      this.#tasks = this.#tasks.filter((other) => other !== due);
      this.nowMs = due.dueMs;
      due.task();
    }
    this.nowMs = endMs;
  }

  #next(endMs: number) {
    return this.#tasks.filter((entry) => entry.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}

export const PANEL: ShowPanel = {
  enrolled: true,
  online: true,
  station_name: "エントランス",
  building_name: "みどりの丘レジデンス",
  time_zone: "Asia/Tokyo",
  server_ms: START_MS,
  languages: ["ja", "en"],
  idle_s: 20,
  home_number_digits: 8,
};

export const CALL: PanelCallView = {
  call_id: "c1",
  phase: "ringing",
  home_number: "101",
  leg: "station",
  legs: [],
  ice: [],
  deadline_ms: START_MS + 30_000,
};

/** A station agent that answers what the test tells it to. */
export class FakeAgent implements Agent {
  readonly status = new Store<AgentStatus>("open");
  silentMs = 0;
  readonly called: string[] = [];
  readonly media: PanelMedia[] = [];
  readonly snapshots: { callId: string; jpeg: string }[] = [];
  readonly said: string[] = [];
  directory: Answer<Directory> = { ok: true, body: { entries: [] } };
  readonly directoriesOf: (string | null)[] = [];
  hangUps = 0;
  beats = 0;
  answer: Answer<unknown> | Promise<Answer<unknown>> = { ok: true, body: {} };
  #panel: ShowPanel = PANEL;
  #onPanel: (panel: ShowPanel) => void = () => undefined;
  #onSignal: (signal: CallSignal) => void = () => undefined;
  readonly #time: { readonly nowMs: number };

  constructor(time: { readonly nowMs: number }) {
    this.#time = time;
  }

  silentForMs(): number {
    return this.silentMs;
  }

  takeOver(): void {
    this.status.set("open");
  }

  onPanel(handler: (panel: ShowPanel) => void): void {
    this.#onPanel = handler;
  }

  onSignal(handler: (signal: CallSignal) => void): void {
    this.#onSignal = handler;
  }

  /** Show the panel, changed from what was shown last. */
  show(change: Partial<ShowPanel> = {}): void {
    this.#panel = { ...this.#panel, server_ms: this.now(), ...change };
    this.#onPanel(this.#panel);
  }

  showCall(change: Partial<PanelCallView> = {}): void {
    this.show({ call: { ...CALL, ...change } });
  }

  signal(signal: CallSignal): void {
    this.#onSignal(signal);
  }

  async call(homeNumber: string, buildingId: string | null): Promise<Answer<unknown>> {
    this.called.push(buildingId === null ? homeNumber : `${buildingId} ${homeNumber}`);
    return this.answer;
  }

  async callOffice(): Promise<Answer<unknown>> {
    this.called.push("office");
    return this.answer;
  }

  async listDirectory(buildingId: string | null): Promise<Answer<Directory>> {
    this.directoriesOf.push(buildingId);
    return this.directory;
  }

  async hangUp(): Promise<Answer<unknown>> {
    this.hangUps += 1;
    return this.status.get() === "open" ? { ok: true, body: {} } : refuse("offline");
  }

  async say(phrase: string): Promise<Answer<unknown>> {
    this.said.push(phrase);
    return this.answer;
  }

  readonly pins: { session: string; digits: string; homeNumber: string | null; buildingId?: string }[] = [];
  readonly left: string[] = [];
  readonly looked: CameraFrame[] = [];
  /** What the station makes of the next PIN. */
  pinEntry: Partial<PanelEntry> | Promise<Partial<PanelEntry>> = { outcome: "opened" };
  /** What it sees in the next frame. */
  seen: { entry?: Partial<PanelEntry>; is_foreign?: boolean } = {};
  isDeaf = false;

  async enterPin(
    session: string,
    digits: string,
    homeNumber: string | null,
    buildingId: string | null,
  ): Promise<Answer<PanelEntry>> {
    this.pins.push({ session, digits, homeNumber, ...(buildingId === null ? {} : { buildingId }) });
    if (this.isDeaf) return refuse("no-reply");
    return { ok: true, body: { session, method: "pin", outcome: "unknown", ...(await this.pinEntry) } };
  }

  async showFrame(session: string, frame: CameraFrame): Promise<Answer<PanelSeen>> {
    this.looked.push(frame);
    const { entry, is_foreign } = this.seen;
    return {
      ok: true,
      body: {
        entry: entry === undefined ? null : { session, method: "qr", outcome: "unknown", ...entry },
        is_foreign: is_foreign ?? false,
      },
    };
  }

  leaveEntry(session: string): void {
    this.left.push(session);
  }

  tellSnapshot(callId: string, jpeg: string): void {
    this.snapshots.push({ callId, jpeg });
  }

  readonly keyPictures: { eventId: string; jpeg: string }[] = [];

  tellKeyPicture(eventId: string, jpeg: string): void {
    this.keyPictures.push({ eventId, jpeg });
  }

  tellMedia(media: PanelMedia): void {
    this.media.push(media);
  }

  tellAlive(): void {
    this.beats += 1;
  }

  now(): number {
    return this.#time.nowMs;
  }
}

export const DEVICES: PanelDevicesView = { camera: "ok", microphone: "ok", stream: null };

export class FakeDevices implements Devices {
  readonly view = new Store<PanelDevicesView>(DEVICES);
}

export const FRAME: CameraFrame = { width: 64, height: 48, luminance: "" };

/** A camera that gives a frame when the test says so. */
export class FakeFrames implements Frames {
  #look: ((frame: CameraFrame) => Promise<void>) | null = null;

  get isRunning(): boolean {
    return this.#look !== null;
  }

  start(look: (frame: CameraFrame) => Promise<void>): () => void {
    this.#look = look;
    return () => {
      this.#look = null;
    };
  }

  async give(): Promise<void> {
    await this.#look?.(FRAME);
  }
}

export class FakeMedia implements CallMedia {
  readonly received: string[] = [];
  shown: PanelMediaCall | null = null;

  show(call: PanelMediaCall | null): void {
    this.shown = call;
  }

  receive(callId: string, leg: string, signal: Signal): void {
    this.received.push(`${callId} ${leg} ${signal.type}`);
  }
}

export class FakeSounds implements Sounds {
  readonly played: string[] = [];
  isRingingBack = false;
  volume = 1;

  setVolume(volume: number): void {
    this.volume = volume;
  }

  play(sound: PanelSound): void {
    this.played.push(sound);
  }

  startRingback(): void {
    this.isRingingBack = true;
  }

  stopRingback(): void {
    this.isRingingBack = false;
  }
}

export class FakeSpeech implements Speech {
  readonly spoken: string[] = [];

  speak(sentence: string): void {
    this.spoken.push(sentence);
  }

  stop(): void {}
}
