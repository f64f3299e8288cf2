import type { AppDown, AppUp } from "@genkan/contract";
import { Link } from "@genkan/link";
import { FakeServer } from "@genkan/link/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DoorRelease } from "./door-release";

let server: FakeServer;
let link: Link<AppUp, AppDown>;
let door: DoorRelease;

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  server = new FakeServer();
  server.aheadMs = 60_000;
  link = new Link<AppUp, AppDown>(server.openSocket, () => 0);
  door = new DoorRelease(link, "d1");
  link.start();
  await pass(0);
});

afterEach(() => {
  door.close();
  link.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const state = () => door.view.get().state;
const bodies = () =>
  server.sockets.flatMap((socket) =>
    socket.received
      .filter(({ kind }) => kind === "door.release")
      .map(({ body }) => body as AppUp["door.release"]),
  );

async function tap(): Promise<void> {
  void door.release();
  await pass(0);
}

async function loseServer(): Promise<void> {
  server.isUp = false;
  server.drop();
  await pass(0);
}

test("claims success only when the station answered that the relay was driven", async () => {
  await tap();
  expect(state()).toBe("releasing");
  await pass(1_500);
  expect(state()).toBe("releasing");
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(0);
  expect(state()).toBe("opened");
  await pass(3_000);
  expect(state()).toBe("idle");
});

test("sends the tap's time by the server's clock, and a key of its own", async () => {
  await tap();
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(3_000);
  await tap();
  const [first, second] = bodies();
  expect(first).toMatchObject({ door_id: "d1", tapped_ms: 1_060_000 });
  expect(first).not.toHaveProperty("call_id");
  expect(first?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.key).not.toBe(first?.key);
});

test("a refusal is shown with its reason, and can be tried again", async () => {
  await tap();
  server.refuse("door.release", "relay-failed");
  await pass(0);
  expect(door.view.get()).toEqual({ state: "refused", reason: "relay-failed", retryAfterMs: null });
  await tap();
  expect(state()).toBe("releasing");
  expect(bodies()).toHaveLength(2);
});

test("a second tap while the first is on its way does nothing", async () => {
  await tap();
  await tap();
  expect(bodies()).toHaveLength(1);
});

test("without a word for 3 s it says that nobody knows, but a late answer still counts", async () => {
  await tap();
  await pass(3_000);
  expect(door.view.get()).toMatchObject({ state: "refused", reason: "no-reply" });
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(0);
  expect(state()).toBe("opened");
});

test("the answer to a tap given up does not answer the next one", async () => {
  await tap();
  await pass(3_000);
  const late = bodies().length;
  await tap();
  expect(bodies()).toHaveLength(late + 1);
  server.say("door.release.reply", { event_id: "e1", at_ms: 1 }, "a1");
  await pass(0);
  expect(state()).toBe("releasing");
});

test("a link that tears under the tap gets it once more, with the same key", async () => {
  await tap();
  server.drop();
  await pass(1_000);
  const [first, second] = bodies();
  expect(bodies()).toHaveLength(2);
  expect(second).toEqual(first);
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(0);
  expect(state()).toBe("opened");
});

test("a link that is just coming back is waited for", async () => {
  await loseServer();
  server.isUp = true;
  await tap();
  await pass(500);
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(0);
  expect(state()).toBe("opened");
});

test("out of reach, it says so within 3 s and sends nothing later", async () => {
  await loseServer();
  await tap();
  await pass(3_000);
  expect(door.view.get()).toMatchObject({ state: "refused", reason: "offline" });
  server.isUp = true;
  await pass(20_000);
  expect(bodies()).toEqual([]);
});

test("a tap older than 5 s is never sent again", async () => {
  await tap();
  await loseServer();
  await pass(6_000);
  server.isUp = true;
  await pass(20_000);
  expect(bodies()).toHaveLength(1);
  expect(link.status.get().state).toBe("open");
});

test("closed, it changes nothing any more", async () => {
  await tap();
  door.close();
  server.reply("door.release", { event_id: "e1", at_ms: 1 });
  await pass(10_000);
  expect(state()).toBe("releasing");
});
