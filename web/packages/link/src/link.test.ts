import type { AppDown, AppUp } from "@genkan/contract";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Link } from "./link";
import { FakeServer } from "./testing/fake-server";

let server: FakeServer;
let link: Link<AppUp, AppDown>;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  server = new FakeServer();
  link = new Link<AppUp, AppDown>(server.openSocket, () => 0.5);
});

afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const state = () => link.status.get().state;

async function open(): Promise<void> {
  link.start();
  await settle();
  expect(state()).toBe("open");
}

describe("coming and staying", () => {
  test("opens one socket, however often it is started", async () => {
    link.start();
    link.start();
    await settle();
    expect(server.sockets).toHaveLength(1);
    expect(state()).toBe("open");
  });

  test("comes back by itself after a loss", async () => {
    await open();
    server.drop();
    expect(link.status.get()).toMatchObject({ state: "waiting", why: "lost", isFirst: false });
    await vi.advanceTimersByTimeAsync(500);
    expect(state()).toBe("open");
    expect(server.sockets).toHaveLength(2);
  });

  test("waits longer from try to try while the server is down, and not longer than 15 s", async () => {
    server.isUp = false;
    link.start();
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      await settle();
      const status = link.status.get();
      if (status.state !== "waiting") throw new Error(`expected to wait, not ${status.state}`);
      expect(status.why).toBe("unopened");
      waits.push(status.retryAtMs - Date.now());
      await vi.advanceTimersByTimeAsync(status.retryAtMs - Date.now());
    }
    expect(waits).toEqual([225, 450, 900, 1800, 3600, 7200, 11250, 11250, 11250]);
  });

  test("waits no longer than it is allowed to", async () => {
    server.isUp = false;
    const impatient = new Link<AppUp, AppDown>(server.openSocket, () => 0.5, 1_000);
    impatient.start();
    for (let round = 0; round < 9; round += 1) {
      await settle();
      const status = impatient.status.get();
      if (status.state !== "waiting") throw new Error(`expected to wait, not ${status.state}`);
      expect(status.retryAtMs - Date.now()).toBeLessThanOrEqual(1_000);
      await vi.advanceTimersByTimeAsync(status.retryAtMs - Date.now());
    }
    impatient.stop();
  });

  test("does not hammer a server that accepts and drops at once", async () => {
    await open();
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      server.drop();
      const status = link.status.get();
      if (status.state !== "waiting") throw new Error(`expected to wait, not ${status.state}`);
      waits.push(status.retryAtMs - Date.now());
      await vi.advanceTimersByTimeAsync(status.retryAtMs - Date.now());
      expect(state()).toBe("open");
    }
    expect(waits).toEqual([225, 450, 900, 1800]);
  });

  test("forgets old troubles once a connection held", async () => {
    await open();
    server.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(6_000);
    server.drop();
    expect(link.status.get()).toMatchObject({ state: "waiting", retryAtMs: Date.now() + 225 });
  });

  test("gives up an opening that takes too long, and tries anew", async () => {
    const silent = new Link<AppUp, AppDown>(() => ({
      onopen: null,
      onclose: null,
      onmessage: null,
      send: () => undefined,
      close: () => undefined,
    }));
    silent.start();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(silent.status.get()).toMatchObject({ state: "waiting", why: "unopened", isFirst: true });
    silent.stop();
  });

  test("tries at once when the browser says that the network is back", async () => {
    server.isUp = false;
    link.start();
    await settle();
    server.isUp = true;
    link.hurry();
    await settle();
    expect(state()).toBe("open");
  });
});

describe("noticing a dead link", () => {
  test("pings every 15 s and stays open while answers come", async () => {
    await open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state()).toBe("open");
    expect(server.heard("ping")).toHaveLength(5);
  });

  test("a half-open socket is noticed within 45 s", async () => {
    await open();
    server.isAwake = false;
    await vi.advanceTimersByTimeAsync(26_000);
    expect(server.sockets[0]?.isClosed).toBe(true);
    expect(server.sockets).toHaveLength(2);
  });

  test("any frame proves that the other side is there", async () => {
    await open();
    server.isAwake = false;
    for (let second = 0; second < 60; second += 5) {
      await vi.advanceTimersByTimeAsync(5_000);
      server.say("call.alive", { call_id: "c1" });
    }
    expect(server.sockets).toHaveLength(1);
  });

  test("a doubted socket is given 2 s", async () => {
    await open();
    server.isAwake = false;
    link.hurry();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(state()).toBe("open");
    await vi.advanceTimersByTimeAsync(200);
    expect(link.status.get()).toMatchObject({ state: "waiting", why: "lost" });
  });
});

describe("goodbyes", () => {
  test("a restarting server is returned to after the pause it asked for, spread out", async () => {
    await open();
    server.say("bye", { reason: "restarting", retry_after_ms: 2_000 });
    expect(link.status.get()).toMatchObject({ state: "waiting", why: "restarting" });
    await vi.advanceTimersByTimeAsync(2_400);
    expect(server.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(state()).toBe("open");
  });

  test.each(["signed_out", "ended", "unauthorised", "replaced"])("%s is for good", async (reason) => {
    await open();
    server.say("bye", { reason });
    expect(link.status.get()).toEqual({ state: "stopped", reason });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sockets).toHaveLength(1);
  });

  test("the link can be started again after a goodbye", async () => {
    await open();
    server.say("bye", { reason: "replaced" });
    link.start();
    await settle();
    expect(state()).toBe("open");
  });
});

describe("asks", () => {
  const release = { door_id: "d1", key: "k1", tapped_ms: 1 };

  test("an ask gets its own answer, whatever else comes in between", async () => {
    await open();
    const first = link.ask("door.release", release);
    const second = link.ask("call.answer", { call_id: "c1" });
    server.reply("call.answer", { won: true });
    server.say("show.calls", { calls: [] });
    server.reply("door.release", { event_id: "e1", at_ms: 5 });
    expect(await first).toEqual({ ok: true, body: { event_id: "e1", at_ms: 5 } });
    expect(await second).toEqual({ ok: true, body: { won: true } });
  });

  test("a refusal is a value, with the pause the server asks for", async () => {
    await open();
    const answer = link.ask("door.release", release);
    server.refuse("door.release", "too-often", 9_000);
    expect(await answer).toEqual({ ok: false, refusal: { reason: "too-often", retryAfterMs: 9_000 } });
  });

  test("is refused as offline while no socket is open: nothing is queued", async () => {
    expect(await link.ask("door.release", release)).toMatchObject({ refusal: { reason: "offline" } });
    server.isUp = false;
    link.start();
    await settle();
    expect(await link.ask("door.release", release)).toMatchObject({ refusal: { reason: "offline" } });
    server.isUp = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.heard("door.release")).toEqual([]);
  });

  test("unanswered in time, nobody knows whether it was done", async () => {
    await open();
    const answer = link.ask("door.release", release, 3_000);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await answer).toMatchObject({ refusal: { reason: "no-reply" } });
  });

  test("neither when the link tears under it", async () => {
    await open();
    const answer = link.ask("door.release", release);
    server.drop();
    expect(await answer).toMatchObject({ refusal: { reason: "no-reply" } });
  });

  test("an answer that comes too late is nobody's", async () => {
    await open();
    const answer = link.ask("door.release", release, 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    server.reply("door.release", { event_id: "e1", at_ms: 5 });
    expect(await answer).toMatchObject({ ok: false });
  });
});

describe("state shown", () => {
  test("whoever listens later is given the last state at once", async () => {
    await open();
    server.say("show.home", { homes: [], doors: [] });
    const heard = vi.fn();
    link.on("show.home", heard);
    expect(heard).toHaveBeenCalledExactlyOnceWith({ homes: [], doors: [] });
  });

  test("what is told is heard by those listening then, and by nobody later", async () => {
    await open();
    const early = vi.fn();
    const stopEarly = link.on("call.alive", early);
    server.say("call.alive", { call_id: "c1" });
    stopEarly();
    server.say("call.alive", { call_id: "c2" });
    const late = vi.fn();
    link.on("call.alive", late);
    expect(early).toHaveBeenCalledExactlyOnceWith({ call_id: "c1" });
    expect(late).not.toHaveBeenCalled();
  });

  test("a stopped link forgets what was shown: the next reader may be somebody else", async () => {
    await open();
    server.say("show.home", { homes: [], doors: [] });
    link.stop();
    const heard = vi.fn();
    link.on("show.home", heard);
    expect(heard).not.toHaveBeenCalled();
  });

  test("what is no frame is passed over", async () => {
    await open();
    server.sayText("not JSON");
    server.sayText('{"v":1}');
    server.sayText("[]");
    server.say("show.from-a-newer-server", { anything: 1 });
    expect(state()).toBe("open");
  });
});

describe("the server's clock", () => {
  test("is learnt from the first heartbeat", async () => {
    server.aheadMs = 90_000;
    await open();
    expect(link.clock.now()).toBe(Date.now() + 90_000);
  });
});
