/**
 * Every state of the panel without an agent, for looking at: `npm run dev -w @genkan/panel`, then
 * `/dev/?scene=talking&theme=light&language=en`.
 */
import "../src/panel.css";
import type { PanelDevicesView } from "@genkan/calls";
import type { PanelEntry } from "@genkan/contract";
import { createWords } from "@genkan/i18n";
import { refuse, Store } from "@genkan/link";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import en from "../../../../locales/en/panel.json";
import ja from "../../../../locales/ja/panel.json";
import { PanelSounds } from "../src/browser/panel-sounds";
import { PanelSpeech } from "../src/browser/panel-speech";
import { browserTimers } from "../src/browser/timers";
import { PanelViewModel } from "../src/model/panel-view-model";
import type { MediaReading } from "../src/model/ports";
import type { Digit } from "../src/model/view";
import { Panel } from "../src/panel";
import { addKeyWords } from "../src/parts/later-words";
import { PanelContext } from "../src/parts/panel-context";
import { DEVICES, FakeAgent, FakeDevices, FakeFrames, FakeMedia, START_MS } from "../src/testing/fakes";
import { drawVisitor } from "./visitor";

const query = new URLSearchParams(location.search);
const loadedMs = Date.now();
const time = {
  get nowMs() {
    return START_MS + Date.now() - loadedMs;
  },
};
const agent = new FakeAgent(time);
const devices = new FakeDevices();
const frames = new FakeFrames();
const model = new PanelViewModel({
  agent,
  devices,
  media: new FakeMedia(),
  frames,
  takePicture: async () => null,
  sounds: new PanelSounds(),
  timers: browserTimers,
});

function type(number: string): void {
  for (const digit of number) model.get().commands.press?.(digit as Digit);
}

function refused(reason: string, number = "101"): void {
  agent.answer = refuse(reason);
  type(number);
  model.get().commands.call?.();
}

function ended(end: string): void {
  agent.showCall();
  agent.showCall({ phase: "ended", end });
}

function entered(entry: Partial<PanelEntry>): void {
  agent.pinEntry = entry;
  model.get().commands.openKeys?.();
  type("4930");
  model.get().commands.unlock?.();
}

function shown(seen: FakeAgent["seen"]): void {
  model.get().commands.openKeys?.();
  model.get().commands.chooseKeyMode?.("qr");
  agent.seen = seen;
  void frames.give();
}

const talkingFor = (restMs: number) =>
  agent.showCall({ phase: "talking", answered_by: "a1", deadline_ms: time.nowMs + restMs });

const BUILDINGS = ["東館", "西館", "南館", "北館", "センタータワー", "ガーデン棟 1", "ガーデン棟 2"].map(
  (name, place) => ({ building_id: `b${place + 1}`, name }),
);

const HOURS = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from_minute: 540, to_minute: 1020 }));

const SCENES: Record<string, () => void> = {
  idle: () => undefined,
  building: () => agent.show({ buildings: BUILDINGS.slice(0, 2), has_directory: true, office_hours: HOURS }),
  building_many: () => agent.show({ buildings: BUILDINGS }),
  building_chosen: () => {
    agent.show({ buildings: BUILDINGS.slice(0, 2), has_directory: true, office_hours: HOURS });
    model.get().commands.chooseBuilding?.("b2");
    type("203");
  },
  building_calling: () => {
    agent.show({ buildings: BUILDINGS.slice(0, 2) });
    agent.showCall({
      home_number: "203",
      building_name: BUILDINGS[1]?.name ?? "",
      deadline_ms: time.nowMs + 30_000,
    });
  },
  key_building: () => {
    agent.show({ buildings: BUILDINGS.slice(0, 2) });
    entered({ outcome: "home_number" });
  },
  typed: () => type("101"),
  hint: () => model.get().commands.call?.(),
  dialing: () => {
    agent.answer = new Promise(() => undefined);
    type("101");
    model.get().commands.call?.();
  },
  no_devices: () => devices.view.set({ camera: "refused", microphone: "missing", stream: null }),
  unknown_home: () => refused("home-unknown", "909"),
  busy: () => refused("home-busy"),
  too_often: () => refused("too-often"),
  calling: () => agent.showCall({ deadline_ms: time.nowMs + 30_000 }),
  calling_unseen: () => {
    devices.view.set({ camera: "refused", microphone: "missing", stream: null });
    agent.showCall({ deadline_ms: time.nowMs + 30_000 });
  },
  talking: () => talkingFor(120_000),
  talking_last: () => talkingFor(15_000),
  talking_unheard: () => {
    devices.view.set({ ...devices.view.get(), microphone: "missing" });
    talkingFor(120_000);
  },
  talking_silent: () => {
    devices.view.set(seeVisitor(0.0001));
    talkingFor(120_000);
  },
  interrupted: () => {
    talkingFor(120_000);
    agent.show({ online: false });
  },
  key_pin: () => model.get().commands.openKeys?.(),
  key_pin_typed: () => {
    model.get().commands.openKeys?.();
    type("4930");
  },
  key_home: () => entered({ outcome: "home_number" }),
  key_phone: () => entered({ outcome: "tap_on_phone", deadline_ms: time.nowMs + 30_000 }),
  key_qr: () => shown({}),
  key_qr_foreign: () => shown({ is_foreign: true }),
  key_not_now: () => shown({ entry: { outcome: "not_now", valid_from_ms: time.nowMs + 15_600_000 } }),
  key_expired: () => shown({ entry: { outcome: "not_now" } }),
  key_used_up: () => shown({ entry: { outcome: "used_up" } }),
  key_unknown_pin: () => entered({ outcome: "unknown" }),
  key_unknown_qr: () => shown({ entry: { outcome: "unknown" } }),
  key_slow_down: () => entered({ outcome: "slow_down", wait_ms: 9_000 }),
  key_other_way: () => entered({ outcome: "other_way" }),
  key_other_entrance: () => shown({ entry: { outcome: "other_entrance", entrance: "正面玄関" } }),
  key_clock_unknown: () => shown({ entry: { outcome: "clock_unknown" } }),
  key_failed: () => entered({ outcome: "failed" }),
  told: () =>
    agent.showCall({
      deadline_ms: time.nowMs + 30_000,
      words: [{ by: "home", at_ms: time.nowMs, phrase: "box" }],
    }),
  told_talking: () =>
    agent.showCall({
      phase: "talking",
      answered_by: "a1",
      deadline_ms: time.nowMs + 90_000,
      words: [
        { by: "home", at_ms: time.nowMs - 2, text: "耳が聞こえません。ご用件をボタンでお知らせください" },
        { by: "visitor", at_ms: time.nowMs - 1, phrase: "parcel" },
      ],
    }),
  replied: () => {
    agent.showCall();
    agent.showCall({
      phase: "ended",
      end: "replied",
      words: [{ by: "home", at_ms: time.nowMs, phrase: "doorstep" }],
    });
  },
  waiting: () => agent.showCall({ phase: "waiting", deadline_ms: time.nowMs + 150_000 }),
  all_keys: () => agent.show({ has_directory: true, office_hours: HOURS }),
  large: () => {
    agent.show({ has_directory: true, office_hours: HOURS });
    model.get().commands.toggleReach();
  },
  viewed: () =>
    agent.showCall({ kind: "view", phase: "talking", answered_by: "a1", deadline_ms: time.nowMs + 30_000 }),
  office_closed: () => {
    agent.show({ office_hours: HOURS });
    agent.answer = refuse("office-closed");
    model.get().commands.callOffice?.();
  },
  directory: () => {
    agent.show({ has_directory: true });
    const names = ["佐藤", null, "鈴木・高橋", null, null, "Müller", "田中", null];
    const entries = names.map((name, place) => ({ home_number: String(101 + place), name }));
    agent.directory = { ok: true, body: { entries } };
    model.get().commands.openDirectory?.();
  },
  opened: () => agent.show({ opened_ms: time.nowMs }),
  no_answer: () => ended("no_answer"),
  declined: () => ended("declined"),
  lost: () => ended("lost"),
  time_up: () => ended("time_up"),
  hung_up: () => ended("hung_up"),
  offline: () => agent.show({ online: false, call: null }),
  not_enrolled: () => agent.show({ enrolled: false, building_name: "", station_name: "", online: false }),
  revoked: () => agent.show({ revoked: true, online: false, call: null }),
  starting: () => undefined,
};

const scene = query.get("scene") ?? "idle";
const isEnglish = query.get("language") === "en";
if (query.get("theme") === "light") document.documentElement.dataset.theme = "light";
devices.view.set(seeVisitor());
if (scene === "offline") agent.show({ online: false });
else if (scene !== "starting") {
  agent.show(isEnglish ? { building_name: "Midorinooka Residence", station_name: "Main entrance" } : {});
}
if (isEnglish) model.get().commands.chooseLanguage("en");
SCENES[scene]?.();

const FIGURES: MediaReading = {
  level: "half",
  legs: new Map([
    [
      "phone",
      {
        route: "relay udp",
        widthPx: 640,
        heightPx: 360,
        framesPerSecond: 15,
        codec: "VP8",
        availableBps: 412_000,
        roundTripMs: 38,
        lostShare: 0.012,
        sentBytes: 0,
        receivedBytes: 0,
      },
    ],
  ]),
};

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
const words = createWords({ panel: { ja, en }, phrase: { ja: {}, en: {} } }, isEnglish ? "en" : "ja");
addKeyWords(words);
createRoot(root).render(
  <I18nextProvider i18n={words}>
    <PanelContext
      value={{
        model,
        remoteAudio: new Store(
          scene.includes("talking") ? speak(scene.includes("silent") ? 0.0001 : 0.5) : null,
        ),
        expectedAudio: new Store<readonly MediaStream[]>([]),
        speech: new PanelSpeech(),
        media: { read: async () => FIGURES },
        link: { tell: () => undefined, ask: async () => ({ ok: true, body: {} as never }) },
      }}
    >
      <Panel />
    </PanelContext>
  </I18nextProvider>,
);

function seeVisitor(gain = 0.12): PanelDevicesView {
  const stream = drawVisitor().captureStream(15);
  for (const track of speak(gain).getTracks()) stream.addTrack(track);
  return { ...DEVICES, stream };
}

/** A voice for the bars to move with. */
function speak(gain: number): MediaStream {
  const context = new AudioContext();
  const voice = context.createOscillator();
  const syllables = context.createOscillator();
  const loudness = context.createGain();
  const depth = context.createGain();
  const out = context.createMediaStreamDestination();
  syllables.frequency.value = 3;
  depth.gain.value = gain / 2;
  loudness.gain.value = gain / 2;
  voice.connect(loudness).connect(out);
  syllables.connect(depth).connect(loudness.gain);
  voice.start();
  syllables.start();
  return out.stream;
}
