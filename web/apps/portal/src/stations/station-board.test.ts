import type { AppDown, AppUp } from "@genkan/contract";
import { Link } from "@genkan/link";
import { FakeServer } from "@genkan/link/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NOW_MS, station } from "../testing/fakes";
import { StationBoard } from "./station-board";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

async function openBoard() {
  const server = new FakeServer();
  const link = new Link<AppUp, AppDown>(server.openSocket);
  const board = new StationBoard(link);
  link.start();
  await vi.advanceTimersByTimeAsync(0);
  return { server, link, board };
}

test("nothing is known before the server has spoken", async () => {
  const { server, board } = await openBoard();
  expect(board.view.get()).toEqual({ stations: null, knownUntilMs: null });
  server.drop();
  expect(board.view.get()).toEqual({ stations: null, knownUntilMs: null });
});

test("what the server said stays when the link is lost, with the time until which it was known", async () => {
  const { server, board } = await openBoard();
  server.say("show.stations", { stations: [station()] });
  expect(board.view.get().knownUntilMs).toBeNull();
  await vi.advanceTimersByTimeAsync(4_000); // silence, and then the end
  server.drop();
  const view = board.view.get();
  expect(view.stations).toHaveLength(1);
  expect(view.knownUntilMs).toBe(NOW_MS);
});

test("only a new word of the server makes it the present again", async () => {
  const { server, board } = await openBoard();
  server.say("show.stations", { stations: [station()] });
  server.drop();
  const lostMs = board.view.get().knownUntilMs;
  await vi.advanceTimersByTimeAsync(1_000); // the link comes back by itself
  expect(board.view.get().knownUntilMs).toBe(lostMs);
  server.say("show.stations", { stations: [] });
  expect(board.view.get()).toEqual({ stations: [], knownUntilMs: null });
});

test("the next person does not see this one's stations", async () => {
  const { server, link, board } = await openBoard();
  server.say("show.stations", { stations: [station()] });
  link.stop();
  board.forget();
  expect(board.view.get()).toEqual({ stations: null, knownUntilMs: null });
});
