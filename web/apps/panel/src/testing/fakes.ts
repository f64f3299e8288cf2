/** The world around the panel, as the tests and the scenes of `dev/` make it. */
import type { CallSignal, PanelCallView, PanelMedia, ShowPanel } from "@genkan/contract";
import { type Answer, refuse, Store } from "@genkan/link";
import type { Agent, AttendedCall, CallMedia, Capture, CaptureState, Sounds, Timers } from "../model/ports";

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
  readonly isOpen = new Store(true);
  readonly called: string[] = [];
  readonly media: PanelMedia[] = [];
  readonly snapshots: { callId: string; jpeg: string }[] = [];
  readonly signals: CallSignal[] = [];
  hangUps = 0;
  beats = 0;
  answer: Answer<unknown> | Promise<Answer<unknown>> = { ok: true, body: {} };
  #panel: ShowPanel = PANEL;
  #onPanel: (panel: ShowPanel) => void = () => undefined;
  #onSignal: (signal: CallSignal) => void = () => undefined;
  readonly #timers: FakeTimers;

  constructor(timers: FakeTimers) {
    this.#timers = timers;
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

  async call(homeNumber: string): Promise<Answer<unknown>> {
    this.called.push(homeNumber);
    return this.answer;
  }

  async hangUp(): Promise<Answer<unknown>> {
    this.hangUps += 1;
    return this.isOpen.get() ? { ok: true, body: {} } : refuse("offline");
  }

  tellSignal(signal: CallSignal): void {
    this.signals.push(signal);
  }

  tellSnapshot(callId: string, jpeg: string): void {
    this.snapshots.push({ callId, jpeg });
  }

  tellMedia(media: PanelMedia): void {
    this.media.push(media);
  }

  tellAlive(): void {
    this.beats += 1;
  }

  now(): number {
    return this.#timers.nowMs;
  }
}

export const CAPTURE: CaptureState = {
  camera: "ok",
  microphone: "ok",
  cameraTrack: null,
  microphoneTrack: null,
};

export class FakeCapture implements Capture {
  readonly state = new Store<CaptureState>(CAPTURE);
  picture: string | null = "anBlZw==";

  async takePicture(): Promise<string | null> {
    return this.picture;
  }
}

export class FakeMedia implements CallMedia {
  readonly received: CallSignal[] = [];
  attended: AttendedCall | null = null;
  isWarm = false;

  warm(): void {
    this.isWarm = true;
  }

  attend(call: AttendedCall): void {
    this.attended = call;
  }

  receive(signal: CallSignal): void {
    this.received.push(signal);
  }

  leave(): void {
    this.attended = null;
    this.isWarm = false;
  }
}

export class FakeSounds implements Sounds {
  readonly played: string[] = [];
  isRingingBack = false;

  play(sound: "key" | "refused" | "opened"): void {
    this.played.push(sound);
  }

  startRingback(): void {
    this.isRingingBack = true;
  }

  stopRingback(): void {
    this.isRingingBack = false;
  }
}
