import { expect, test } from "vitest";
import { LineJudge, type LineSample } from "./line-level";

const line = (availableBps: number | null, lostShare = 0): LineSample => ({ availableBps, lostShare });
const WIDE = line(2_000_000);
const POOR = line(40_000);
const take = (judge: LineJudge, sample: LineSample, times: number) => {
  for (let count = 0; count < times; count += 1) judge.take(sample);
  return judge.level;
};

test("a wide line keeps the whole picture", () => {
  expect(take(new LineJudge(), WIDE, 50)).toBe("full");
});

test("a browser that does not tell is not distrusted", () => {
  expect(take(new LineJudge(), line(null), 50)).toBe("full");
});

test("one bad moment changes nothing", () => {
  const judge = new LineJudge();
  for (let count = 0; count < 5; count += 1) {
    judge.take(POOR);
    expect(judge.take(WIDE)).toBe("full");
  }
});

test("a line that breaks down keeps the voice at once", () => {
  expect(take(new LineJudge(), POOR, 2)).toBe("sound");
});

test("a narrowing line loses the picture step by step, and the voice never", () => {
  const judge = new LineJudge();
  expect(take(judge, line(250_000), 2)).toBe("half");
  expect(take(judge, line(250_000), 20)).toBe("half");
  expect(take(judge, line(100_000), 2)).toBe("small");
  expect(take(judge, line(100_000), 20)).toBe("small");
  expect(take(judge, POOR, 2)).toBe("sound");
});

test("packets that do not arrive count like a narrow line", () => {
  expect(take(new LineJudge(), line(2_000_000, 0.3), 6)).toBe("sound");
});

test("a line that has room again gets its picture back step by step", () => {
  const judge = new LineJudge();
  take(judge, POOR, 2);
  expect(take(judge, WIDE, 5)).toBe("small");
  expect(take(judge, WIDE, 4)).toBe("half");
  expect(take(judge, WIDE, 4)).toBe("full");
});

test("a line that just bears what it carries is not asked for more", () => {
  const judge = new LineJudge();
  take(judge, line(250_000), 2);
  expect(take(judge, line(450_000), 50)).toBe("half"); // enough for the whole picture, without room to spare
});

test("a poor line is tried again ever more seldom", () => {
  const judge = new LineJudge();
  take(judge, POOR, 2);
  const rests: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    let rest = 0;
    while (judge.level === "sound") {
      judge.take(POOR);
      rest += 1;
    }
    rests.push(rest);
    take(judge, POOR, 2);
    expect(judge.level).toBe("sound");
  }
  expect(rests).toEqual([5, 10, 20, 20]);
});
