import { describe, expect, test } from "vitest";
import { appCall } from "../testing/fake-phone";
import { type LocalFacts, stageOf } from "./stage";

const NOTHING: LocalFacts = { isAnswering: false, hasAnswered: false, hasOpened: false, endedHere: null };
const local = (change: Partial<LocalFacts>): LocalFacts => ({ ...NOTHING, ...change });

describe("the server's state decides", () => {
  test.each(["invited", "ringing"])("a leg that is %s rings here", (leg_state) => {
    expect(stageOf(appCall({ leg_state }), NOTHING).stage).toBe("incoming");
  });

  test("while the telephone is tried, the app may still answer", () => {
    expect(stageOf(appCall({ phase: "backup", leg_state: "ringing" }), NOTHING).stage).toBe("incoming");
  });

  test("another device answered", () => {
    const call = appCall({ phase: "talking", leg_state: "left", leg_end: "elsewhere" });
    expect(stageOf(call, NOTHING)).toEqual({ stage: "over", why: "elsewhere" });
  });

  test("another device answered and the call is over since", () => {
    const call = appCall({ phase: "ended", leg_state: "left", leg_end: "elsewhere", end: "hung_up" });
    expect(stageOf(call, NOTHING)).toEqual({ stage: "over", why: "elsewhere" });
  });

  test.each(["hung_up", "cancelled", "no_answer", "declined", "lost", "time_up"])("ended: %s", (end) => {
    const call = appCall({ phase: "ended", leg_state: "left", leg_end: "over", end });
    expect(stageOf(call, NOTHING)).toEqual({ stage: "over", why: end });
  });

  test("an end of a newer server reads as a lost call", () => {
    const call = appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "abducted" });
    expect(stageOf(call, NOTHING)).toEqual({ stage: "over", why: "lost" });
  });

  test("somebody of the home opened the door", () => {
    const call = appCall({ phase: "ended", leg_state: "left", leg_end: "over", end: "opened" });
    expect(stageOf(call, NOTHING).stage).toBe("opened");
  });

  test("a call this device declined is not shown again", () => {
    expect(stageOf(appCall({ leg_state: "left", leg_end: "declined" }), NOTHING).stage).toBe("gone");
    const ended = appCall({ phase: "ended", leg_state: "left", leg_end: "declined", end: "declined" });
    expect(stageOf(ended, NOTHING).stage).toBe("gone");
  });
});

describe("what only this device knows corrects it", () => {
  test("answering until the server says who was first", () => {
    const facts = local({ isAnswering: true, hasAnswered: true });
    expect(stageOf(appCall({ leg_state: "ringing" }), facts).stage).toBe("answering");
    const talking = appCall({ phase: "talking", leg_state: "connected" });
    expect(stageOf(talking, facts).stage).toBe("talking");
  });

  test("two windows share the leg; only the one that answered talks", () => {
    const call = appCall({ phase: "talking", leg_state: "connected" });
    expect(stageOf(call, NOTHING)).toEqual({ stage: "over", why: "elsewhere" });
    expect(stageOf(call, local({ hasAnswered: true })).stage).toBe("talking");
  });

  test("the door opened here, before the server's state says so", () => {
    expect(stageOf(appCall(), local({ hasOpened: true })).stage).toBe("opened");
  });

  test("the server was lost: over, whatever its last state was", () => {
    const call = appCall({ phase: "talking", leg_state: "connected" });
    expect(stageOf(call, local({ hasAnswered: true, endedHere: "lost_here" }))).toEqual({
      stage: "over",
      why: "lost_here",
    });
  });
});
