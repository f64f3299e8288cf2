import { FakeStream, FakeTrack } from "@genkan/calls/testing";
import { expect, test, vi } from "vitest";
import { type CheckNeeds, DeviceCheck } from "./device-check";

const BLANK = {
  sent_ms: null,
  accepted_ms: null,
  failure: null,
  woke_ms: null,
  rang_ms: null,
  seen_ms: null,
};

function open(needs: Partial<CheckNeeds> = {}): DeviceCheck {
  return new DeviceCheck({
    linkState: () => "open",
    pushState: () => "on",
    startTest: async () => ({ ok: true, body: { test_id: "t1" } }),
    getTest: async () => ({ ok: true, body: { ...BLANK, sent_ms: 1_000, woke_ms: 2_300 } }),
    getIce: async () => ({ ok: true, body: { servers: [] } }),
    openDevice: async () => new FakeStream([new FakeTrack("audio")]) as unknown as MediaStream,
    checkRelay: async () => "relayed",
    ...needs,
  });
}

test("a device on which all works can be called", async () => {
  const check = open();
  await check.start();
  const { verdict, findings, isRunning } = check.view.get();
  expect(verdict).toBe("good");
  expect(isRunning).toBe(false);
  expect(findings.push).toEqual({ state: "good", note: "woke", ms: 1_300 });
  expect(Object.values(findings).every(({ state }) => state === "good")).toBe(true);
});

test("a camera is not needed for calls", async () => {
  const check = open({
    openDevice: (kind) =>
      kind === "video"
        ? Promise.reject(new DOMException("none", "NotFoundError"))
        : Promise.resolve(new FakeStream([]) as unknown as MediaStream),
  });
  await check.start();
  expect(check.view.get().verdict).toBe("good");
  expect(check.view.get().findings.camera).toEqual({ state: "weak", fault: "camera-missing" });
});

test.each([
  ["push", "push-denied", { pushState: () => "denied" }],
  ["push", "push-lost", { getTest: async () => ({ ok: true, body: { ...BLANK, failure: "gone" } }) }],
  [
    "push",
    "push-refused",
    { getTest: async () => ({ ok: true, body: { ...BLANK, failure: "unreachable" } }) },
  ],
  [
    "microphone",
    "microphone-refused",
    { openDevice: () => Promise.reject(new DOMException("", "NotAllowedError")) },
  ],
  ["media", "media-blocked", { checkRelay: async () => "blocked" }],
] as const)("%s: says %s and is not called good", async (part, fault, needs) => {
  const check = open(needs as unknown as Partial<CheckNeeds>);
  await check.start();
  expect(check.view.get().findings[part]).toEqual({ state: "bad", fault });
  expect(check.view.get().verdict).toBe("bad");
});

test("without the server only the devices are tried", async () => {
  const startTest = vi.fn();
  const check = open({ linkState: () => "waiting", startTest });
  await check.start();
  expect(startTest).not.toHaveBeenCalled();
  expect(check.view.get().findings.server).toEqual({ state: "bad", fault: "offline" });
  expect(check.view.get().findings.microphone.state).toBe("good");
  expect(check.view.get().verdict).toBe("bad");
});

test("a notice that does not arrive is waited for, then named", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  const check = open({ getTest: async () => ({ ok: true, body: { ...BLANK, sent_ms: 1 } }) });
  const done = check.start();
  await vi.advanceTimersByTimeAsync(21_000);
  await done;
  vi.useRealTimers();
  expect(check.view.get().findings.push).toEqual({ state: "bad", fault: "push-late" });
});
