import { beforeEach, describe, expect, test } from "vitest";
import { ASKED_AFTER_MS, Turn } from "./turn";

const QUIET = 0.05;
const LOUD = 0.6;

let nowMs: number;
let turn: Turn;

beforeEach(() => {
  nowMs = 1_000_000;
  turn = new Turn(nowMs);
});

/** Let both microphones be heard at their levels, many times a second. */
function pass(ms: number, home: number, visitor: number | null): void {
  for (const endMs = nowMs + ms; nowMs < endMs; nowMs += 100) {
    turn.hearHome(home, nowMs);
    if (visitor !== null) turn.hearVisitor(visitor, nowMs);
  }
}

describe("whose voice it is", () => {
  test("the one that is heard, and through the breath between two words", () => {
    expect(turn.view(nowMs).speaker).toBeNull();
    pass(1_000, LOUD, QUIET);
    expect(turn.view(nowMs).speaker).toBe("home");
    pass(500, QUIET, QUIET);
    expect(turn.view(nowMs).speaker).toBe("home");
    pass(500, QUIET, LOUD);
    expect(turn.view(nowMs).speaker).toBe("visitor");
    pass(1_000, QUIET, QUIET);
    expect(turn.view(nowMs).speaker).toBeNull();
  });

  test("the visitor's where both speak: they are heard, which is what they look for", () => {
    pass(1_000, LOUD, LOUD);
    expect(turn.view(nowMs).speaker).toBe("visitor");
  });
});

describe("a visitor who is not heard is asked to speak", () => {
  test("after some seconds in which nobody said anything, and no longer once they are heard", () => {
    pass(ASKED_AFTER_MS - 200, QUIET, QUIET);
    expect(turn.view(nowMs).isUnheard).toBe(false);
    pass(400, QUIET, QUIET);
    expect(turn.view(nowMs).isUnheard).toBe(true);
    pass(200, QUIET, LOUD);
    expect(turn.view(nowMs).isUnheard).toBe(false);
  });

  test("never while the home speaks, however long", () => {
    pass(60_000, LOUD, QUIET);
    expect(turn.view(nowMs).isUnheard).toBe(false);
  });

  test("never by a browser that measures nothing", () => {
    pass(60_000, QUIET, null);
    expect(turn.view(nowMs).isUnheard).toBe(false);
    pass(1_000, QUIET, QUIET);
    expect(turn.view(nowMs).isUnheard).toBe(false);
  });
});
