import { expect, test, vi } from "vitest";
import { FakeStream, FakeTrack } from "../testing/fake-phone";
import { Microphone } from "./microphone";

const settle = () => new Promise((resolve) => setTimeout(resolve));

function setUp() {
  const tracks: FakeTrack[] = [];
  let plug: () => void = () => undefined;
  const unwatch = vi.fn();
  const cameBack = vi.fn();
  const state = { isThere: true };
  const microphone = new Microphone(
    async () => {
      if (!state.isThere) throw new DOMException("none", "NotFoundError");
      tracks.push(new FakeTrack("audio"));
      return new FakeStream(tracks.slice(-1)) as unknown as MediaStream;
    },
    cameBack,
    (changed) => {
      plug = changed;
      return unwatch;
    },
  );
  return { microphone, tracks, state, cameBack, unwatch, plug: () => plug() };
}

test("a headset that is pulled out gives way to the phone's own microphone at once", async () => {
  const { microphone, tracks, cameBack } = setUp();
  await microphone.start();
  tracks[0]?.onended?.();
  await settle();
  expect(cameBack).toHaveBeenCalledExactlyOnceWith(tracks[1]);
  expect(microphone.view.get()).toBe("on");
});

test("a microphone that is lost is said to be missing, and taken up again when it is back", async () => {
  const { microphone, tracks, state, cameBack, plug } = setUp();
  await microphone.start();
  state.isThere = false;
  tracks[0]?.onended?.();
  await settle();
  expect(microphone.view.get()).toBe("missing");
  plug(); // something else was plugged in
  await settle();
  expect(cameBack).not.toHaveBeenCalled();
  state.isThere = true;
  plug();
  await settle();
  expect(cameBack).toHaveBeenCalledExactlyOnceWith(tracks[1]);
  expect(microphone.view.get()).toBe("on");
});

test("a call that found none uses the one that is plugged in during it", async () => {
  const { microphone, tracks, state, cameBack, plug } = setUp();
  state.isThere = false;
  expect(await microphone.start()).toBeNull();
  state.isThere = true;
  plug();
  await settle();
  expect(cameBack).toHaveBeenCalledExactlyOnceWith(tracks[0]);
});

test("after the call nothing is listened for", async () => {
  const { microphone, tracks, state, cameBack, unwatch, plug } = setUp();
  await microphone.start();
  state.isThere = false;
  tracks[0]?.onended?.();
  await settle();
  microphone.close();
  expect(unwatch).toHaveBeenCalled();
  state.isThere = true;
  plug();
  await settle();
  expect(cameBack).not.toHaveBeenCalled();
  expect(tracks).toHaveLength(1);
});

test("only a browser that takes long is said to be asking its user", async () => {
  vi.useFakeTimers();
  let give: (stream: MediaStream) => void = () => undefined;
  const microphone = new Microphone(() => new Promise((resolve) => (give = resolve)));
  const started = microphone.start();
  await vi.advanceTimersByTimeAsync(699);
  expect(microphone.view.get()).toBe("off");
  await vi.advanceTimersByTimeAsync(1);
  expect(microphone.view.get()).toBe("asking");
  give(new FakeStream([new FakeTrack("audio")]) as unknown as MediaStream);
  await started;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(microphone.view.get()).toBe("on");
  vi.useRealTimers();
});
