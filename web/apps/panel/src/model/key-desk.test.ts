import { beforeEach, describe, expect, test } from "vitest";
import { FakeAgent, FakeDevices, FakeFrames, FakeMedia, FakeSounds, FakeTimers } from "../testing/fakes";
import { PanelViewModel } from "./panel-view-model";
import type { Digit } from "./view";

let timers: FakeTimers;
let agent: FakeAgent;
let frames: FakeFrames;
let sounds: FakeSounds;
let model: PanelViewModel;

beforeEach(() => {
  timers = new FakeTimers();
  agent = new FakeAgent(timers);
  frames = new FakeFrames();
  sounds = new FakeSounds();
  model = new PanelViewModel({
    agent,
    devices: new FakeDevices(),
    takePicture: async () => null,
    media: new FakeMedia(),
    frames,
    sounds,
    timers,
  });
  agent.show();
});

const screen = () => model.get().screen;
const commands = () => model.get().commands;

function type(digits: string): void {
  for (const digit of digits) commands().press?.(digit as Digit);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

async function enter(digits: string): Promise<void> {
  commands().openKeys?.();
  type(digits);
  commands().unlock?.();
  await settle();
}

async function look(seen: FakeAgent["seen"]): Promise<void> {
  agent.seen = seen;
  await frames.give();
}

describe("the PIN", () => {
  test("is sent with its session, and shown by its length only", async () => {
    commands().openKeys?.();
    type("4930");
    expect(screen()).toMatchObject({ state: "key_pin", length: 4, step: "pin" });
    expect(JSON.stringify(screen())).not.toContain("4930");
    commands().unlock?.();
    expect(screen()).toMatchObject({ isChecking: true });
    expect(commands().press).toBeNull();
    await settle();
    expect(agent.pins).toEqual([{ session: expect.any(String), digits: "4930", homeNumber: null }]);
    expect(screen().state).toBe("opened");
    expect(sounds.played.at(-1)).toBe("opened");
  });

  test("is not sent before it is long enough to be one", () => {
    commands().openKeys?.();
    commands().unlock?.();
    expect(screen()).toMatchObject({ hint: "empty" });
    type("493");
    commands().unlock?.();
    expect(screen()).toMatchObject({ hint: "short", length: 3 });
    expect(agent.pins).toEqual([]);
  });

  test("takes no ninth digit, and can be corrected and cleared", () => {
    commands().openKeys?.();
    type("123456789");
    expect(screen()).toMatchObject({ length: 8, hint: "full" });
    commands().correct?.();
    expect(screen()).toMatchObject({ length: 7, hint: null });
    commands().clear?.();
    expect(screen()).toMatchObject({ length: 0 });
    expect(commands().clear).toBeNull();
  });

  test("that is wrong is said, and the keys come back empty, in the same session", async () => {
    agent.pinEntry = { outcome: "unknown" };
    await enter("4930");
    expect(screen()).toMatchObject({ state: "key_told", outcome: "unknown", method: "pin" });
    expect(sounds.played.at(-1)).toBe("refused");
    timers.pass(3_000);
    expect(screen()).toMatchObject({ state: "key_pin", length: 0 });
    type("4931");
    commands().unlock?.();
    await settle();
    expect(agent.pins[1]?.session).toBe(agent.pins[0]?.session);
  });

  test("may need the home number too, with the same digits", async () => {
    agent.pinEntry = { outcome: "home_number" };
    await enter("493027");
    expect(screen()).toMatchObject({ state: "key_pin", step: "home", homeNumber: "" });
    commands().unlock?.();
    expect(screen()).toMatchObject({ hint: "no_home" });
    type("101");
    agent.pinEntry = { outcome: "opened" };
    commands().unlock?.();
    await settle();
    expect(agent.pins[1]).toMatchObject({ digits: "493027", homeNumber: "101" });
    expect(screen().state).toBe("opened");
  });

  test("that comes too fast waits, keeps what was typed, and may then be sent", async () => {
    agent.pinEntry = { outcome: "slow_down", wait_ms: 9_000 };
    await enter("4930");
    expect(screen()).toMatchObject({ outcome: "slow_down", retryMs: timers.nowMs + 9_000 });
    expect(commands().again).toBeNull();
    timers.pass(9_000);
    expect(screen()).toMatchObject({ state: "key_pin", length: 4 });
  });

  test("that needs a tap on a phone waits for it, and follows the unit's word", async () => {
    agent.pinEntry = { outcome: "tap_on_phone", deadline_ms: timers.nowMs + 30_000 };
    await enter("4930");
    expect(screen()).toMatchObject({ state: "key_phone", deadlineMs: timers.nowMs + 30_000 });
    const session = agent.pins[0]?.session ?? "";
    agent.show({ entry: { session: "another", method: "pin", outcome: "other_way" } });
    expect(screen().state).toBe("key_phone");
    agent.show({ entry: { session, method: "pin", outcome: "opened" } });
    expect(screen().state).toBe("opened");
  });

  test("whose tap never comes points to other ways", async () => {
    agent.pinEntry = { outcome: "tap_on_phone", deadline_ms: timers.nowMs + 30_000 };
    await enter("4930");
    timers.pass(33_000);
    expect(screen()).toMatchObject({ state: "key_told", outcome: "other_way" });
  });

  test("that waits for a phone can be corrected: the unit waits no longer", async () => {
    agent.pinEntry = { outcome: "tap_on_phone", deadline_ms: timers.nowMs + 30_000 };
    await enter("4930");
    commands().again?.();
    expect(agent.left).toEqual([agent.pins[0]?.session]);
    expect(screen()).toMatchObject({ state: "key_pin", length: 0 });
  });

  test("that nobody answered is said as such", async () => {
    agent.isDeaf = true;
    await enter("4930");
    expect(screen()).toMatchObject({ state: "key_told", outcome: "unreachable" });
  });

  test("works while the server is away", async () => {
    agent.show({ online: false });
    timers.pass(3_000);
    expect(screen()).toEqual({ state: "offline", cause: "server" });
    await enter("4930");
    expect(screen().state).toBe("opened");
  });

  test("is forgotten after 20 s without a touch, and when the visitor leaves", async () => {
    commands().openKeys?.();
    type("4930");
    timers.pass(20_000);
    expect(screen().state).toBe("idle");
    commands().openKeys?.();
    expect(screen()).toMatchObject({ length: 0 });
    commands().leaveKeys?.();
    expect(screen().state).toBe("idle");
    expect(agent.left).toHaveLength(2);
  });
});

describe("the QR code", () => {
  beforeEach(() => {
    commands().openKeys?.();
    commands().chooseKeyMode?.("qr");
  });

  test("is looked for while its screen is shown, and no longer", () => {
    expect(screen()).toEqual({ state: "key_qr", isForeign: false });
    expect(frames.isRunning).toBe(true);
    commands().chooseKeyMode?.("pin");
    expect(frames.isRunning).toBe(false);
  });

  test("opens the door", async () => {
    await look({});
    expect(screen().state).toBe("key_qr");
    await look({ entry: { outcome: "opened" } });
    expect(screen().state).toBe("opened");
    expect(frames.isRunning).toBe(false);
  });

  test("that is no key is said, and the camera looks on", async () => {
    await look({ is_foreign: true });
    expect(screen()).toMatchObject({ isForeign: true });
    timers.pass(4_000);
    expect(screen()).toMatchObject({ state: "key_qr", isForeign: false });
  });

  test("that cannot open now says when, and is not looked at meanwhile", async () => {
    await look({ entry: { outcome: "not_now", valid_from_ms: 42 } });
    expect(screen()).toMatchObject({ state: "key_told", outcome: "not_now", method: "qr", validFromMs: 42 });
    const before = agent.looked.length;
    await frames.give();
    expect(agent.looked).toHaveLength(before);
    commands().again?.();
    expect(screen().state).toBe("key_qr");
  });

  test("may take twice the idle time to be found in a phone", () => {
    timers.pass(39_000);
    expect(screen().state).toBe("key_qr");
    timers.pass(1_000);
    expect(screen().state).toBe("idle");
    expect(frames.isRunning).toBe(false);
  });
});
