import type { PanelEntry } from "@genkan/contract";
import { refuse } from "@genkan/link";
import { beforeEach, describe, expect, test } from "vitest";
import {
  DEVICES,
  FakeAgent,
  FakeDevices,
  FakeFrames,
  FakeMedia,
  FakeSounds,
  FakeTimers,
  START_MS,
} from "../testing/fakes";
import { PanelViewModel } from "./panel-view-model";
import type { Digit } from "./view";

let timers: FakeTimers;
let agent: FakeAgent;
let devices: FakeDevices;
let picture: string | null;
let media: FakeMedia;
let sounds: FakeSounds;
let model: PanelViewModel;
let heldScreens: string[];

beforeEach(() => {
  timers = new FakeTimers();
  agent = new FakeAgent(timers);
  devices = new FakeDevices();
  picture = "anBlZw==";
  media = new FakeMedia();
  sounds = new FakeSounds();
  heldScreens = [];
  model = new PanelViewModel({
    agent,
    devices,
    takePicture: async () => picture,
    media,
    frames: new FakeFrames(),
    sounds,
    timers,
    mediaFirst: () => heldScreens.push(screen().state),
  });
});

const screen = () => model.get().screen;
const commands = () => model.get().commands;

function type(number: string): void {
  for (const digit of number) commands().press?.(digit as Digit);
}

/** Press 「呼出」 and let the agent's answer arrive. */
async function call(number: string): Promise<void> {
  type(number);
  commands().call?.();
  await Promise.resolve();
  await Promise.resolve();
}

test("pictures who has just opened with a key once, when the phone is lowered", async () => {
  const opened: PanelEntry = { session: "s", method: "qr", outcome: "opened", picture_of: "e1" };
  agent.show({ entry: opened });
  timers.pass(699);
  expect(agent.keyPictures).toEqual([]);
  timers.pass(10);
  agent.show({ entry: opened });
  timers.pass(10_000);
  await Promise.resolve();
  expect(agent.keyPictures).toEqual([{ eventId: "e1", jpeg: "anBlZw==" }]);
});

describe("before anything is shown", () => {
  test("the screen waits, and says so honestly when the agent stays silent", () => {
    agent.status.set("away");
    expect(screen().state).toBe("starting");
    timers.pass(5_000);
    expect(screen()).toEqual({ state: "offline", cause: "agent" });
    expect(commands().press).toBeNull();
  });

  test("a unit without a server says that it is not enrolled", () => {
    agent.show({ enrolled: false, online: false });
    expect(screen().state).toBe("not_enrolled");
    expect(commands().call).toBeNull();
    agent.status.set("away");
    timers.pass(5_000);
    expect(screen()).toEqual({ state: "offline", cause: "agent" });
  });
});

describe("the keypad", () => {
  beforeEach(() => agent.show());

  test("types, corrects and clears a number, with a click each", () => {
    type("1012");
    expect(screen()).toMatchObject({ state: "idle", number: "1012" });
    commands().correct?.();
    expect(screen()).toMatchObject({ number: "101" });
    commands().clear?.();
    expect(screen()).toMatchObject({ number: "" });
    expect(sounds.played).toEqual(["key", "key", "key", "key", "key", "key"]);
  });

  test("offers nothing to correct while nothing is typed", () => {
    expect(commands().correct).toBeNull();
    expect(commands().clear).toBeNull();
  });

  test("takes no more digits than a home number has, and says so", () => {
    agent.show({ home_number_digits: 3 });
    type("1019");
    expect(screen()).toMatchObject({ number: "101", hint: "full" });
    expect(sounds.played.at(-1)).toBe("refused");
  });

  test("hints at the number when 「呼出」 comes without one", () => {
    commands().call?.();
    expect(screen()).toMatchObject({ state: "idle", hint: "empty" });
    expect(agent.called).toEqual([]);
    type("1");
    expect(screen()).toMatchObject({ hint: null });
  });

  test("calls once, however often 「呼出」 is touched", () => {
    type("101");
    const { call: touch } = commands();
    touch?.();
    touch?.();
    expect(agent.called).toEqual(["101"]);
  });

  test("forgets the number and the language after the idle time without a key", () => {
    commands().chooseLanguage("en");
    type("10");
    timers.pass(19_000);
    type("1");
    timers.pass(19_000);
    expect(screen()).toMatchObject({ number: "101" });
    timers.pass(1_000);
    expect(screen()).toMatchObject({ number: "" });
    expect(model.get().language).toBe("ja");
  });

  test("begins with the unit's language, follows another choice at once, and returns to it when idle", () => {
    agent.show({ languages: ["en", "ja"], idle_s: 45 });
    expect(model.get().language).toBe("en");
    commands().chooseLanguage("ja");
    agent.show({ languages: ["en", "ja"] });
    expect(model.get().language, "a visitor's choice stays").toBe("ja");
    timers.pass(44_000);
    expect(model.get().language).toBe("ja");
    timers.pass(1_000);
    expect(model.get().language).toBe("en");
  });
});

describe("a refused call", () => {
  beforeEach(() => agent.show());

  test("to an unknown number keeps the number for correction", async () => {
    agent.answer = refuse("home-unknown");
    await call("191");
    expect(screen()).toEqual({ state: "unknown_home", number: "191", unknownNumber: "191" });
    expect(sounds.played.at(-1)).toBe("refused");
    commands().correct?.();
    expect(screen()).toMatchObject({ state: "idle", number: "19" });
  });

  test.each([
    ["home-busy", "busy"],
    ["station-busy", "busy"],
    ["too-often", "too_often"],
    ["offline", "offline"],
    ["no-reply", "offline"],
    ["anything-new", "offline"],
  ])("because of %s shows %s, then the keypad with the number", async (reason, state) => {
    agent.answer = refuse(reason);
    await call("101");
    expect(screen().state).toBe(state);
    expect(sounds.played.at(-1)).toBe("refused");
    timers.pass(5_000);
    expect(screen()).toMatchObject({ state: "idle", number: "101" });
  });

  test("leaves the screen at a touch", async () => {
    agent.answer = refuse("home-busy");
    await call("101");
    commands().dismiss?.();
    expect(screen()).toMatchObject({ state: "idle", number: "101" });
  });

  test("is one that was granted but never shown", async () => {
    await call("101");
    expect(screen()).toMatchObject({ state: "idle", isDialing: true });
    expect(commands().call).toBeNull();
    timers.pass(6_000);
    expect(screen().state).toBe("offline");
  });
});

describe("a call", () => {
  beforeEach(async () => {
    agent.show();
    await call("101");
    agent.showCall();
  });

  test("rings with the deadline, the home number and the ringback", () => {
    expect(screen()).toEqual({
      state: "calling",
      homeNumber: "101",
      words: [],
      sinceMs: START_MS,
      deadlineMs: START_MS + 30_000,
    });
    expect(sounds.isRingingBack).toBe(true);
    expect(media.shown).toMatchObject({ call_id: "c1", phase: "ringing" });
  });

  test("gives a sign of life every 1.5 s until it is over", () => {
    timers.pass(4_500);
    expect(agent.beats).toBe(4);
    agent.showCall({ phase: "ended", end: "no_answer" });
    timers.pass(10_000);
    expect(agent.beats).toBe(4);
  });

  test("takes the picture for a missed call once, after 1.5 s", async () => {
    timers.pass(1_499);
    expect(agent.snapshots).toEqual([]);
    timers.pass(10_000);
    await Promise.resolve();
    expect(agent.snapshots).toEqual([{ callId: "c1", jpeg: "anBlZw==" }]);
  });

  test("that was answered is not missed, so no picture is taken", async () => {
    agent.showCall({ phase: "talking", answered_by: "a1" });
    timers.pass(2_000);
    await Promise.resolve();
    expect(agent.snapshots).toEqual([]);
  });

  test("goes on without a picture when there is no camera", async () => {
    picture = null;
    timers.pass(2_000);
    await Promise.resolve();
    expect(agent.snapshots).toEqual([]);
    expect(screen().state).toBe("calling");
  });

  test("is talked in with the leg that answered", () => {
    agent.showCall({ phase: "talking", answered_by: "a1", deadline_ms: START_MS + 120_000 });
    expect(screen()).toMatchObject({ state: "talking", homeNumber: "101", deadlineMs: START_MS + 120_000 });
    expect(media.shown?.answered_by).toBe("a1");
    expect(sounds.isRingingBack).toBe(false);
  });

  test("goes before the screen: when it begins, and when somebody answers", () => {
    expect(heldScreens).toEqual(["idle"]);
    for (let time = 0; time < 2; time += 1) agent.showCall({ phase: "talking", answered_by: "a1" });
    expect(heldScreens).toEqual(["idle", "calling"]);
  });

  test("keeps ringing while a telephone is tried", () => {
    agent.showCall({ phase: "backup", deadline_ms: START_MS + 50_000 });
    expect(screen()).toMatchObject({ state: "calling", deadlineMs: START_MS + 50_000 });
    expect(sounds.isRingingBack).toBe(true);
  });

  test.each(["no_answer", "declined", "time_up", "hung_up", "lost"] as const)(
    "that ends with %s says so, with a sound, and returns home",
    (end) => {
      agent.showCall({ phase: "ended", end });
      expect(screen()).toEqual({ state: end, homeNumber: "101" });
      expect(sounds.played.at(-1)).toBe("refused");
      expect(sounds.isRingingBack).toBe(false);
      expect(media.shown).toBeNull();
      timers.pass(5_000);
      expect(screen()).toMatchObject({ state: "idle", number: "" });
    },
  );

  test("that ends in a way this version does not know is told as lost", () => {
    agent.showCall({ phase: "ended", end: "abducted" });
    expect(screen().state).toBe("lost");
  });

  test("that the agent forgot is told as lost", () => {
    agent.show({ call: null });
    expect(screen().state).toBe("lost");
  });

  test("ends once: the end shown again after the screen went home tells nothing", () => {
    agent.showCall({ phase: "ended", end: "declined" });
    timers.pass(5_000);
    agent.showCall({ phase: "ended", end: "declined" });
    expect(screen().state).toBe("idle");
  });

  test("hung up by the visitor is over at once and is not told again", () => {
    commands().hangUp?.();
    expect(agent.hangUps).toBe(1);
    expect(media.shown).toBeNull();
    expect(screen().state).toBe("idle");
    agent.showCall({ phase: "ended", end: "cancelled" });
    expect(screen().state).toBe("idle");
  });

  test("hung up while the agent could not hear it is hung up when it can", () => {
    agent.status.set("away");
    commands().hangUp?.();
    agent.status.set("open");
    agent.showCall();
    expect(agent.hangUps).toBe(2);
    expect(screen().state).toBe("idle");
    expect(media.shown).toBeNull();
  });

  test("survives a socket that is back within 5 s", () => {
    agent.showCall({ phase: "talking", answered_by: "a1" });
    agent.status.set("away");
    expect(screen()).toMatchObject({ state: "talking", isInterrupted: true });
    timers.pass(4_900);
    agent.status.set("open");
    agent.showCall({ phase: "talking", answered_by: "a1" });
    timers.pass(1_000);
    expect(screen()).toMatchObject({ state: "talking", isInterrupted: false });
    expect(media.shown?.answered_by).toBe("a1");
  });

  test("is lost when the agent is silent for 5 s, and the unit says that it cannot call", () => {
    agent.status.set("away");
    timers.pass(5_000);
    expect(screen().state).toBe("lost");
    expect(media.shown).toBeNull();
    timers.pass(5_000);
    expect(screen()).toEqual({ state: "offline", cause: "agent" });
  });

  test("is lost 5 s after the agent was last heard, however late that was noticed", () => {
    agent.silentMs = 3_000;
    agent.status.set("away");
    timers.pass(2_000);
    expect(screen().state).toBe("lost");
  });

  test("goes on in the page that took the unit over, and is left by this one", () => {
    agent.status.set("replaced");
    expect(screen()).toEqual({ state: "offline", cause: "replaced" });
    expect(media.shown).toBeNull();
    expect(sounds.isRingingBack).toBe(false);
    timers.pass(60_000);
    expect(screen()).toEqual({ state: "offline", cause: "replaced" });
    commands().takeOver?.();
    agent.showCall();
    expect(screen().state).toBe("calling");
    expect(commands().takeOver).toBeNull();
  });

  test("gets the signals that came before it was shown", () => {
    const early = { call_id: "c2", leg: "a1", signal: { type: "want" as const } };
    agent.signal(early);
    agent.signal({ ...early, call_id: "c1" });
    expect(media.received).toEqual(["c1 a1 want"]);
    agent.showCall({ call_id: "c2" });
    expect(media.received.at(-1)).toBe("c2 a1 want");
  });

  test("clears the number, so the next visitor does not see whom the last one called", () => {
    agent.showCall({ phase: "ended", end: "no_answer" });
    timers.pass(5_000);
    expect(screen()).toMatchObject({ state: "idle", number: "" });
  });
});

describe("a call that was there before the screen", () => {
  test("is joined when it is live", () => {
    agent.showCall({ phase: "talking", answered_by: "a1" });
    expect(screen().state).toBe("talking");
    expect(media.shown?.answered_by).toBe("a1");
  });

  test("is told when it is over: the page was away for a moment, the visitor was not", () => {
    agent.showCall({ phase: "ended", end: "no_answer" });
    expect(screen().state).toBe("no_answer");
  });
});

test("a call that ends before it was ever shown live is told all the same", async () => {
  agent.show();
  await call("101");
  agent.showCall({ phase: "ended", end: "no_answer" });
  expect(screen().state).toBe("no_answer");
});

describe("an opened door", () => {
  beforeEach(() => agent.show());

  test("is told for 4 s, with the rising third, without any call", () => {
    agent.show({ opened_ms: START_MS });
    expect(screen().state).toBe("opened");
    expect(sounds.played).toEqual(["opened"]);
    timers.pass(4_000);
    expect(screen().state).toBe("idle");
  });

  test("is told once when the call that opened it ends a moment later", () => {
    agent.showCall({ phase: "talking", answered_by: "a1" });
    agent.show({ opened_ms: START_MS });
    timers.pass(200);
    agent.showCall({ phase: "ended", end: "opened" });
    expect(screen().state).toBe("opened");
    expect(sounds.played).toEqual(["opened"]);
    timers.pass(4_000);
    expect(screen().state).toBe("idle");
  });

  test("does not end the call of somebody else", () => {
    agent.showCall();
    agent.show({ opened_ms: START_MS });
    expect(screen().state).toBe("opened");
    timers.pass(4_000);
    expect(screen().state).toBe("calling");
    expect(sounds.isRingingBack).toBe(true);
  });

  test("is no news when the screen hears of it long after", () => {
    agent.show({ opened_ms: START_MS - 4_000 });
    expect(screen().state).toBe("idle");
  });

  test("keeps what was being typed", () => {
    type("10");
    agent.show({ opened_ms: START_MS });
    timers.pass(4_000);
    expect(screen()).toMatchObject({ state: "idle", number: "10" });
  });
});

describe("without the server", () => {
  test("a short break does not push a typing visitor away", () => {
    agent.show();
    type("10");
    agent.show({ online: false });
    timers.pass(2_900);
    expect(screen()).toMatchObject({ state: "idle", number: "10" });
    agent.show({ online: true });
    timers.pass(10_000);
    expect(screen().state).toBe("idle");
  });

  test("the screen says within 3 s that calls are impossible, and comes back by itself", () => {
    agent.show();
    agent.show({ online: false });
    timers.pass(3_000);
    expect(screen()).toEqual({ state: "offline", cause: "server" });
    expect(commands().press).toBeNull();
    agent.show({ online: true });
    expect(screen().state).toBe("idle");
  });

  test("a talk goes on for as long as the agent shows it", () => {
    agent.showCall({ phase: "talking", answered_by: "a1" });
    agent.show({ online: false });
    timers.pass(3_000);
    expect(screen()).toMatchObject({ state: "talking", isInterrupted: true });
  });
});

describe("camera and microphone", () => {
  test("are told to the agent when known, when they change, and on every new socket", () => {
    expect(agent.media).toEqual([{ camera: "ok", microphone: "ok" }]);
    devices.view.set({ ...DEVICES, camera: "starting" });
    expect(agent.media).toHaveLength(1);
    devices.view.set({ ...DEVICES, camera: "refused" });
    expect(agent.media.at(-1)).toEqual({ camera: "refused", microphone: "ok" });
    agent.status.set("away");
    agent.status.set("open");
    expect(agent.media).toHaveLength(3);
  });

  test("may be refused: a call can still be made", async () => {
    devices.view.set({ ...DEVICES, camera: "refused", microphone: "missing" });
    agent.show();
    await call("101");
    expect(agent.called).toEqual(["101"]);
    expect(model.get().devices).toMatchObject({ camera: "refused", microphone: "missing" });
  });
});

test("an unknown language of a new configuration falls back to the first one", () => {
  agent.show();
  commands().chooseLanguage("en");
  agent.show({ languages: ["ja"] });
  expect(model.get().language).toBe("ja");
});
