import type { CheckResult, CheckView } from "@genkan/contract";
import { refuse } from "@genkan/link";
import { expect, test, vi } from "vitest";
import { hasChanged, insist, judgeSound, lastingLevel, type Probes, runUnitCheck } from "./unit-check";

const OK = { state: "ok", reason: "", detail: "" } as const;
const CHECK: CheckView = { check_id: "k", language: "ja", wanted: ["camera", "microphone", "loudspeaker"] };

function makeProbes(): Probes {
  return {
    camera: vi.fn(async () => ({ ...OK, detail: "1280 × 720" })),
    sound: vi.fn(async () => ({ microphone: OK, loudspeaker: { ...OK, state: "asking" as const } })),
    turn: vi.fn(async () => ({ state: "failed" as const, reason: "blocked", detail: "" })),
  };
}

test("only what is wanted is tried, and told as soon as it is known", async () => {
  const probes = makeProbes();
  const told: CheckResult[][] = [];
  await runUnitCheck(CHECK, probes, async (results) => void told.push(results));
  expect(probes.turn).not.toHaveBeenCalled();
  expect(told.map((results) => results.map(({ part, state }) => `${part} ${state}`))).toEqual([
    ["camera ok"],
    ["microphone ok", "loudspeaker asking"],
  ]);
});

test("the relay of media is tried with the servers the check came with", async () => {
  const probes = makeProbes();
  const told: CheckResult[] = [];
  const ice = [{ urls: ["turn:turn.example.org"] }];
  await runUnitCheck(
    { ...CHECK, wanted: ["turn"], ice },
    probes,
    async (results) => void told.push(...results),
  );
  expect(probes.turn).toHaveBeenCalledExactlyOnceWith(ice);
  expect(told).toEqual([{ part: "turn", state: "failed", reason: "blocked", detail: "" }]);
  expect(probes.camera).not.toHaveBeenCalled();
});

test("a finding is told again until somebody has heard it, and not to a check that is over", async () => {
  const answers = [refuse("station-offline"), refuse("station-offline"), { ok: true as const, body: {} }];
  const ask = vi.fn(async () => answers.shift() ?? refuse("offline"));
  await insist(ask, 0);
  expect(ask).toHaveBeenCalledTimes(3);
  const over = vi.fn(async () => refuse("check-over"));
  await insist(over, 0);
  expect(over).toHaveBeenCalledTimes(1);
});

test("a tone that the microphone hears is the loudspeaker's", () => {
  const { microphone, loudspeaker } = judgeSound({ peak: 0.01, toneDb: -70 }, { peak: 0.1, toneDb: -32 });
  expect(microphone).toEqual({ state: "ok", reason: "", detail: "-20 dB" });
  expect(loudspeaker).toEqual({ state: "ok", reason: "", detail: "1 kHz +38 dB" });
});

test("a lobby that is as loud as the tone leaves it to the installer's ears", () => {
  const { microphone, loudspeaker } = judgeSound({ peak: 0.2, toneDb: -30 }, { peak: 0.2, toneDb: -27 });
  expect(microphone.state).toBe("ok");
  expect(loudspeaker).toEqual({ state: "asking", reason: "", detail: "" });
});

test("a microphone without any sound at all is at fault, and proves nothing of the loudspeaker", () => {
  const { microphone, loudspeaker } = judgeSound({ peak: 0, toneDb: -120 }, { peak: 0.00002, toneDb: -100 });
  expect(microphone).toMatchObject({ state: "failed", reason: "silent" });
  expect(loudspeaker.state).toBe("asking");
});

test("a word in the lobby, and what rises far below a hiss, are no tone", () => {
  expect(lastingLevel([-90, -30, -88, -28, -91])).toBe(-80);
  expect(lastingLevel([-90, -31, -30, -30, -30])).toBe(-30);
  const faint = judgeSound({ peak: 0.5, toneDb: -118 }, { peak: 0.5, toneDb: -96 });
  expect(faint.loudspeaker.state).toBe("asking");
});

test("a camera's pictures differ by the noise of its sensor; a frozen one's do not", () => {
  const picture = new Uint8ClampedArray(4 * 160 * 90).fill(90);
  const noisy = picture.map((value, at) => (at % 16 === 0 ? value + 1 : value));
  expect(hasChanged(picture, picture.slice())).toBe(false);
  expect(hasChanged(picture, noisy)).toBe(true);
});
