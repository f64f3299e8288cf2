import type { PanelDown, PanelUp } from "@genkan/contract";
import { Link, type Socket } from "@genkan/link";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PANEL } from "../testing/fakes";
import { StationAgent } from "./station-agent";

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: { kind: string; id?: string; body: unknown }[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.onclose?.();
  }

  receive(kind: string, body: unknown, re?: string): void {
    this.onmessage?.({ data: JSON.stringify({ v: 1, kind, body, re }) });
  }
}

let sockets: FakeSocket[];
let agent: StationAgent;
const socket = () => sockets.at(-1) ?? new FakeSocket();

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  const link = new Link<PanelUp, PanelDown>(() => {
    sockets.push(new FakeSocket());
    return socket();
  });
  agent = new StationAgent(link);
  link.start();
  socket().onopen?.();
});

afterEach(() => {
  vi.useRealTimers();
});

test("asks for a call in the wire's words and gives the refusal as a value", async () => {
  const answer = agent.call("101", "b1");
  const ask = socket().sent.find(({ kind }) => kind === "panel.call");
  expect(ask?.body).toEqual({ home_number: "101", building_id: "b1" });
  socket().receive("refused", { reason: "home-busy" }, ask?.id);
  await expect(answer).resolves.toEqual({ ok: false, refusal: { reason: "home-busy", retryAfterMs: null } });
});

test("tells signals, pictures and devices as the agent's catalogue names them", () => {
  agent.tellSignal("c1", "a1", { type: "offer", sdp: "v=0" });
  agent.tellSnapshot("c1", "anBlZw==");
  agent.tellMedia({ camera: "ok", microphone: "missing" });
  expect(socket().sent.slice(-3)).toMatchObject([
    { kind: "panel.signal", body: { call_id: "c1", leg: "a1", signal: { type: "offer", sdp: "v=0" } } },
    { kind: "panel.snapshot", body: { call_id: "c1", jpeg: "anBlZw==" } },
    { kind: "panel.media", body: { camera: "ok", microphone: "missing" } },
  ]);
});

test("hands on what the agent shows", () => {
  const shown: string[] = [];
  agent.onPanel((panel) => shown.push(panel.building_name));
  socket().receive("show.panel", PANEL);
  expect(shown).toEqual(["みどりの丘レジデンス"]);
});

test("is away when the socket closes, and open again by itself", () => {
  expect(agent.status.get()).toBe("open");
  socket().onclose?.();
  expect(agent.status.get()).toBe("away");
  vi.advanceTimersByTime(1_000);
  socket().onopen?.();
  expect(agent.status.get()).toBe("open");
});

test("has been away for no time when the socket of a long quiet unit closes", () => {
  socket().receive("pong", { server_ms: Date.now(), mark: 1 });
  vi.advanceTimersByTime(14_000);
  socket().onclose?.();
  expect(agent.silentForMs()).toBe(0);
});

test("is away when a call's signs of life stay unanswered for 3 s, though the socket is open", () => {
  for (let beat = 0; beat < 3; beat += 1) {
    agent.tellAlive();
    vi.advanceTimersByTime(1_500);
  }
  expect(agent.status.get()).toBe("away");
  expect(agent.silentForMs()).toBeGreaterThanOrEqual(3_000);
});

test("is open again when a hung agent is heard", () => {
  agent.tellAlive();
  vi.advanceTimersByTime(1_500);
  agent.tellAlive();
  vi.advanceTimersByTime(1_500);
  agent.tellAlive();
  expect(agent.status.get()).toBe("away");
  socket().receive("pong", { server_ms: Date.now(), mark: 3 });
  vi.advanceTimersByTime(500);
  expect(agent.status.get()).toBe("open");
});

test("leaves the unit to the page that replaced this one, until it is asked back", () => {
  socket().receive("bye", { reason: "replaced" });
  expect(agent.status.get()).toBe("replaced");
  vi.advanceTimersByTime(60_000);
  expect(sockets).toHaveLength(1);
  agent.takeOver();
  socket().onopen?.();
  expect(sockets).toHaveLength(2);
  expect(agent.status.get()).toBe("open");
});
