// @vitest-environment node
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "./frame";

test("the checked-in types are what the server declares now", () => {
  const script = fileURLToPath(new URL("../scripts/generate.mjs", import.meta.url));
  expect(() => execFileSync("node", [script, "--check"], { stdio: "pipe" })).not.toThrow();
}, 120_000); // two Python programs, on a machine busy with other tests

test("a frame survives its way through text", () => {
  expect(decodeFrame(encodeFrame("ping", { mark: 3 }, "a1"))).toEqual({
    v: 1,
    kind: "ping",
    id: "a1",
    body: { mark: 3 },
  });
});

test.each(["", "{", "null", "[]", '"ping"', '{"v":1}', '{"kind":7}'])("%j is no frame", (text) => {
  expect(decodeFrame(text)).toBeNull();
});

test("a frame without a body carries an empty one", () => {
  expect(decodeFrame('{"v":1,"kind":"call.decline.reply","re":"x"}')?.body).toEqual({});
});
