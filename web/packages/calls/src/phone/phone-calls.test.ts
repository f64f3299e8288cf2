import type { AppCall, AppDown, AppUp } from "@genkan/contract";
import { Link } from "@genkan/link";
import { FakeServer } from "@genkan/link/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appCall, FakeMemory, FakePeers, FakeStream, FakeTrack, offerSdp } from "../testing/fake-phone";
import type { PhoneCallView } from "./phone-call";
import { PhoneCalls } from "./phone-calls";

let server: FakeServer;
let link: Link<AppUp, AppDown>;
let peers: FakePeers;
let memory: FakeMemory;
let microphone: FakeTrack;
let openMicrophone: () => Promise<MediaStream>;
let calls: PhoneCalls;

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal("MediaStream", FakeStream);
  server = new FakeServer();
  link = new Link<AppUp, AppDown>(server.openSocket, () => 0);
  peers = new FakePeers();
  memory = new FakeMemory();
  microphone = new FakeTrack("audio");
  openMicrophone = async () => new FakeStream([microphone]) as unknown as MediaStream;
  calls = openCalls();
  link.start();
  await settle();
});

afterEach(() => {
  calls.close();
  link.stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const openCalls = () =>
  new PhoneCalls({ link, memory, openMicrophone: () => openMicrophone(), openPeer: peers.open });
const show = (...states: AppCall[]) => server.say("show.calls", { calls: states });
const signals = () =>
  server.heard("call.signal").map(({ body }) => (body as AppUp["call.signal"]).signal.type);

function view(): PhoneCallView {
  const call = calls.current.get();
  if (call === null) throw new Error("no call is shown");
  return call.view.get();
}

const TALKING = { phase: "talking", leg_state: "connected", answered_ms: 1_001_000, version: 2 } as const;

test("a second visitor waits beside the talk, and rings when it is over", async () => {
  await talk();
  const other = { call_id: "c2", station_leg: "s2", station_name: "通用口" } as const;
  show(appCall(TALKING), appCall({ ...other, phase: "waiting" }));
  expect(calls.current.get()?.id).toBe("c1");
  const [waiting] = calls.waiting.get();
  expect(waiting?.view.get()).toMatchObject({ stage: "waiting", stationName: "通用口", answer: null });
  expect(server.heard("call.rang").map(({ body }) => body)).toEqual([{ call_id: "c1" }]);
  const ended = { phase: "ended", leg_state: "left", leg_end: "over", end: "hung_up", version: 3 } as const;
  show(appCall({ ...TALKING, ...ended }), appCall({ ...other, version: 2 }));
  expect(calls.waiting.get()).toEqual([]);
  expect(calls.current.get()?.id).toBe("c2");
  expect(server.heard("call.rang").at(-1)?.body).toEqual({ call_id: "c2" });
});

test("a live view is there at once, says nothing and goes without a word", async () => {
  show(appCall({ ...TALKING, kind: "view" }));
  await settle();
  expect(view()).toMatchObject({ stage: "talking", kind: "view", say: null, toggleMute: null });
  expect(microphone.enabled).toBe(true);
  expect(server.heard("call.alive")).not.toEqual([]);
  show(appCall({ ...TALKING, kind: "view", phase: "ended", leg_state: "left", leg_end: "over", version: 3 }));
  expect(calls.current.get()).toBeNull();
});

test("what is said without a voice goes to the visitor, and both sides' words are shown", async () => {
  show(appCall());
  const said = view().say?.({ phrase: "box" });
  expect(server.heard("call.say").at(-1)?.body).toEqual({ call_id: "c1", phrase: "box" });
  server.reply("call.say", {});
  expect(await said).toMatchObject({ ok: true });
  expect(view().words).toEqual([]);
  const words = [{ by: "home", at_ms: 1, phrase: "box" }];
  show(appCall({ version: 2, words }));
  expect(view().words).toEqual(words);
  show(appCall({ version: 3, phase: "ended", leg_state: "left", leg_end: "over", end: "replied", words }));
  expect(view()).toMatchObject({ stage: "over", why: "replied", say: null });
});

async function talk(): Promise<void> {
  show(appCall());
  view().answer?.();
  server.reply("call.answer", { won: true });
  show(appCall(TALKING));
  await settle();
  expect(view().stage).toBe("talking");
}

async function loseServer(): Promise<void> {
  server.isUp = false;
  server.drop();
  await settle();
}

describe("ringing", () => {
  test("a call rings, says so to the server, and asks for the picture at once", () => {
    show(appCall());
    expect(view()).toMatchObject({ stage: "incoming", stationName: "正面玄関", homeNumber: "101" });
    expect(server.heard("call.rang")[0]?.body).toEqual({ call_id: "c1" });
    expect(signals()).toEqual(["want"]);
  });

  test("offers exactly what is possible now", () => {
    show(appCall());
    expect(view()).toMatchObject({ hangUp: null, toggleMute: null, askMicrophone: null, dismiss: null });
    expect(view().answer).not.toBeNull();
    expect(view().decline).not.toBeNull();
  });

  test("the visitor's picture comes before anybody answers, and no sound leaves", async () => {
    show(appCall());
    server.say("call.signal", { call_id: "c1", leg: "s1", signal: { type: "offer", sdp: offerSdp(1) } });
    await settle();
    expect(signals()).toEqual(["want", "answer"]);
    expect(view().media.video).not.toBeNull();
    expect(peers.newest.audio.sender.track).toBeNull();
  });

  test("signals of another leg or call are none of its business", async () => {
    show(appCall());
    const signal = { type: "offer", sdp: offerSdp(1) };
    server.say("call.signal", { call_id: "c1", leg: "a2", signal });
    server.say("call.signal", { call_id: "c7", leg: "s1", signal });
    await settle();
    expect(signals()).toEqual(["want"]);
  });

  test("a call that ended before this page saw it is history, not news", () => {
    show(appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "no_answer" }));
    expect(calls.current.get()).toBeNull();
  });

  test("a call another window of this browser talks in is left alone", () => {
    show(appCall(TALKING));
    expect(calls.current.get()).toBeNull();
    expect(server.heard("call.signal")).toEqual([]);
  });

  test("says again that it rings when it was away for a moment", async () => {
    show(appCall({ leg_state: "ringing" }));
    await loseServer();
    server.isUp = true;
    await pass(1_000);
    show(appCall({ leg_state: "invited", version: 2 }));
    expect(server.heard("call.rang")).toHaveLength(1);
  });

  test("an older word that comes late changes nothing", () => {
    show(appCall({ version: 4 }));
    show(appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "cancelled", version: 3 }));
    expect(view().stage).toBe("incoming");
  });
});

describe("answering", () => {
  test("talks when it was first, and only then lets the visitor hear it", async () => {
    show(appCall());
    server.say("call.signal", { call_id: "c1", leg: "s1", signal: { type: "offer", sdp: offerSdp(1) } });
    await settle();
    view().answer?.();
    await pass(100);
    expect(view().stage).toBe("answering");
    expect(peers.newest.audio.sender.track).toBeNull();
    server.reply("call.answer", { won: true });
    await settle();
    expect(view()).toMatchObject({ stage: "talking", microphone: "on", answer: null, decline: null });
    expect(peers.newest.audio.sender.track).toBe(microphone);
  });

  test("the screen waits for the microphone, for a tenth of a second", async () => {
    let give: (stream: MediaStream) => void = () => undefined;
    openMicrophone = () => new Promise((resolve) => (give = resolve));
    show(appCall());
    const { answer, decline } = view();
    const drawn = vi.fn();
    calls.current.get()?.view.subscribe(drawn);
    answer?.();
    answer?.(); // a second tap, on a button that is still there
    decline?.();
    server.reply("call.answer", { won: true });
    await pass(99);
    expect(drawn).not.toHaveBeenCalled();
    await pass(1);
    expect(view()).toMatchObject({ stage: "talking", microphone: "off" });
    expect(drawn).toHaveBeenCalledTimes(1);
    expect([server.heard("call.answer").length, server.heard("call.decline").length]).toEqual([1, 0]);
    give(new FakeStream([microphone]) as unknown as MediaStream);
    await settle();
    expect(view()).toMatchObject({ stage: "talking", microphone: "on" });
  });

  test("when another device was first, it says so and lets go of the microphone", async () => {
    show(appCall());
    view().answer?.();
    await settle();
    server.reply("call.answer", { won: false });
    await settle();
    expect(view()).toMatchObject({ stage: "over", why: "elsewhere" });
    expect(microphone.isStopped).toBe(true);
    await pass(5_000);
    expect(calls.current.get()).toBeNull();
  });

  test("a refused answer leaves the call ringing, with the reason", async () => {
    show(appCall());
    view().answer?.();
    server.refuse("call.answer", "too-often");
    await settle();
    expect(view()).toMatchObject({ stage: "incoming", answerRefusal: "too-often" });
    expect(view().answer).not.toBeNull();
  });

  test("an answer that arrived although its reply got lost still talks", async () => {
    show(appCall());
    view().answer?.();
    await loseServer();
    expect(view().stage).toBe("incoming");
    server.isUp = true;
    await pass(1_000);
    show(appCall(TALKING));
    await settle();
    expect(view()).toMatchObject({ stage: "talking", microphone: "on" });
  });

  test("without leave for the microphone one still sees, hears and hangs up", async () => {
    openMicrophone = async () => {
      throw new DOMException("no", "NotAllowedError");
    };
    await talk();
    expect(view()).toMatchObject({ stage: "talking", microphone: "refused", toggleMute: null });
    expect(view().hangUp).not.toBeNull();
    openMicrophone = async () => new FakeStream([microphone]) as unknown as MediaStream;
    view().askMicrophone?.();
    await settle();
    expect(view()).toMatchObject({ microphone: "on", askMicrophone: null });
  });

  test("a device without a microphone is told apart from a refusal", async () => {
    openMicrophone = async () => {
      throw new DOMException("none", "NotFoundError");
    };
    await talk();
    expect(view().microphone).toBe("missing");
  });
});

describe("talking", () => {
  test("mutes and unmutes the track itself", async () => {
    await talk();
    view().toggleMute?.();
    expect(view().microphone).toBe("muted");
    expect(microphone.enabled).toBe(false);
    view().toggleMute?.();
    expect(view().microphone).toBe("on");
    expect(microphone.enabled).toBe(true);
  });

  test("hanging up tells the server and is over here at once", async () => {
    await talk();
    view().hangUp?.();
    expect(server.heard("call.hang_up")).toHaveLength(1);
    expect(view()).toMatchObject({ stage: "over", why: "hung_up" });
    expect(microphone.isStopped).toBe(true);
  });

  test.each([
    ["hung_up", "hung_up"],
    ["lost", "lost"],
    ["time_up", "time_up"],
  ])("ended by the other side (%s): says why, and goes by itself", async (end, why) => {
    await talk();
    show(appCall({ phase: "ended", leg_state: "left", leg_end: "over", end, version: 3 }));
    expect(view()).toMatchObject({ stage: "over", why });
    expect(microphone.isStopped).toBe(true);
    await pass(5_000);
    expect(calls.current.get()).toBeNull();
  });

  test("a window reloaded in the middle of a talk takes it up again", async () => {
    await talk();
    calls.close();
    calls = openCalls();
    await settle();
    expect(view()).toMatchObject({ stage: "talking", microphone: "on" });
    expect(signals().filter((type) => type === "want")).toHaveLength(2);
  });
});

describe("the link in a call", () => {
  test("says every 1.5 s that it is there", async () => {
    await talk();
    const before = server.heard("call.alive").length;
    for (let beat = 0; beat < 4; beat += 1) {
      await pass(1_500);
      server.say("call.alive", { call_id: "c1" });
    }
    expect(server.heard("call.alive").length - before).toBe(4);
    expect(view().stage).toBe("talking");
  });

  test("ends the talk, with the reason, when nothing came from the server for 5 s", async () => {
    await talk();
    server.isAwake = false;
    await pass(4_400);
    expect(view().stage).toBe("talking");
    await pass(2_000);
    expect(view()).toMatchObject({ stage: "over", why: "lost_here" });
    expect(microphone.isStopped).toBe(true);
  });

  test("shows that it is reconnecting, and goes on when the server is back in time", async () => {
    await talk();
    await loseServer();
    expect(view()).toMatchObject({ stage: "talking", isReconnecting: true });
    await pass(2_000);
    server.isUp = true;
    await pass(2_000);
    show(appCall(TALKING));
    expect(view()).toMatchObject({ stage: "talking", isReconnecting: false });
  });

  test("asks for the picture anew when the link is back before it came", async () => {
    show(appCall());
    await loseServer();
    server.isUp = true;
    await pass(1_000);
    expect(signals()).toEqual(["want"]);
  });

  test("a ring out of the server's reach is over soon after its deadline", async () => {
    show(appCall());
    await loseServer();
    await pass(32_000);
    expect(view()).toMatchObject({ stage: "incoming", isReconnecting: true });
    await pass(1_500);
    expect(view()).toMatchObject({ stage: "over", why: "lost_here" });
  });

  test("a call the server knows no more is over", async () => {
    await talk();
    show();
    expect(view()).toMatchObject({ stage: "over", why: "lost" });
  });
});

describe("declining", () => {
  test("stops this device at once and for good", async () => {
    show(appCall());
    view().decline?.();
    expect(server.heard("call.decline")).toHaveLength(1);
    expect(calls.current.get()).toBeNull();
    show(appCall({ leg_state: "ringing" }));
    expect(calls.current.get()).toBeNull();
  });
});

describe("opening the door in a call", () => {
  const press = () => void calls.current.get()?.doorRelease("d1").release();

  test("names the call, so that it ends by itself", async () => {
    show(appCall());
    press();
    await settle();
    expect(server.heard("door.release")[0]?.body).toMatchObject({ door_id: "d1", call_id: "c1" });
  });

  test("shows the door open on the station's word, then goes by itself", async () => {
    show(appCall());
    press();
    await settle();
    expect(view().stage).toBe("incoming");
    server.reply("door.release", { event_id: "e1", at_ms: 1 });
    await settle();
    expect(view().stage).toBe("opened");
    show(appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "opened", version: 3 }));
    expect(view().stage).toBe("opened");
    await pass(4_000);
    expect(calls.current.get()).toBeNull();
  });

  test("a refusal leaves the call as it is", async () => {
    show(appCall());
    press();
    await settle();
    server.refuse("door.release", "relay-failed");
    await settle();
    expect(view().stage).toBe("incoming");
    expect(calls.current.get()?.doorRelease("d1").view.get()).toMatchObject({ reason: "relay-failed" });
  });

  test("a door opened on another phone is shown here too", () => {
    show(appCall());
    show(appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "opened", version: 2 }));
    expect(view().stage).toBe("opened");
  });
});

describe("several calls", () => {
  test("a talk stands above a ring", async () => {
    await talk();
    show(appCall(TALKING), appCall({ call_id: "c2" }));
    expect(view().callId).toBe("c1");
  });

  test("the next ring is shown when the first is gone", () => {
    show(appCall(), appCall({ call_id: "c2" }));
    expect(view().callId).toBe("c1");
    view().decline?.();
    expect(view().callId).toBe("c2");
  });

  test("closed, it holds no connection and no microphone", async () => {
    await talk();
    server.say("call.signal", { call_id: "c1", leg: "s1", signal: { type: "offer", sdp: offerSdp(1) } });
    await settle();
    calls.close();
    expect(peers.newest.isClosed).toBe(true);
    expect(microphone.isStopped).toBe(true);
    expect(calls.current.get()).toBeNull();
  });
});
