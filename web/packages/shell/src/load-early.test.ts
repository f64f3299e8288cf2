import { expect, test, vi } from "vitest";
import { loadEarly } from "./load-early";

test("a part is there once it is loaded, and asked for again where the network failed", async () => {
  vi.useFakeTimers();
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("offline"));
  load.mockResolvedValueOnce("screen");
  const part = loadEarly(load);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(part.get()).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(part.get()).toBe("screen");
  expect(load).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
