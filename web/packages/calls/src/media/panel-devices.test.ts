import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PanelDevices } from "./panel-devices";

class FakeTrack {
  readyState = "live";
  onended: (() => void) | null = null;
  readonly kind: string;

  constructor(kind: string) {
    this.kind = kind;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** The device is pulled out. */
  end(): void {
    this.readyState = "ended";
    this.onended?.();
  }
}

class FakeStream {
  readonly #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[]) {
    this.#tracks = tracks;
  }

  getTracks(): FakeTrack[] {
    return this.#tracks;
  }
}

/** What the browser says to each kind of device: null gives it. */
let browser: { camera: string | null; microphone: string | null };
let asked: string[];
let opened: FakeTrack[];
let allow: () => void;
let devices: PanelDevices;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
  browser = { camera: null, microphone: null };
  asked = [];
  opened = [];
  allow = () => undefined;
  devices = new PanelDevices(
    async ({ video, audio }) => {
      asked.push([video ? "video" : "", audio ? "audio" : ""].filter(Boolean).join("+"));
      const refusal = (video ? browser.camera : null) ?? (audio ? browser.microphone : null);
      if (refusal !== null) throw new DOMException("", refusal);
      const kinds = [video ? "video" : null, audio ? "audio" : null].filter((kind) => kind !== null);
      const tracks = kinds.map((kind) => new FakeTrack(kind));
      opened.push(...tracks);
      return new FakeStream(tracks) as unknown as MediaStream;
    },
    (changed) => {
      allow = changed;
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
});

const view = () => devices.view.get();
const kinds = () =>
  view()
    .stream?.getTracks()
    .map(({ kind }) => kind);

test("both are asked for in one question", async () => {
  await devices.start();
  expect(asked).toEqual(["video+audio"]);
  expect(view()).toMatchObject({ camera: "ok", microphone: "ok" });
});

test("a missing microphone does not cost the camera", async () => {
  browser.microphone = "NotFoundError";
  await devices.start();
  expect(view()).toMatchObject({ camera: "ok", microphone: "missing" });
  expect(kinds()).toEqual(["video"]);
});

test("while the microphone is looked for, the camera runs on in the same stream", async () => {
  browser.microphone = "NotFoundError";
  await devices.start();
  const { stream } = view();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked.slice(3)).toEqual(["audio", "audio", "audio"]);
  expect(opened).toHaveLength(1);
  expect(opened[0]?.readyState).toBe("live");
  expect(view().stream).toBe(stream);
});

test("a microphone that is plugged in joins the camera", async () => {
  browser.microphone = "NotFoundError";
  await devices.start();
  browser.microphone = null;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(view().microphone).toBe("ok");
  expect(kinds()).toEqual(["video", "audio"]);
  expect(opened.map(({ readyState }) => readyState)).toEqual(["live", "live"]);
});

test("a camera that is pulled out is missing, and comes back by itself", async () => {
  await devices.start();
  browser.camera = "NotFoundError";
  opened[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(view()).toMatchObject({ camera: "missing", microphone: "ok" });
  browser.camera = null;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(view().camera).toBe("ok");
});

test("what was refused is not asked for again until it is allowed", async () => {
  browser.camera = "NotAllowedError";
  await devices.start();
  expect(view()).toMatchObject({ camera: "refused", microphone: "ok" });
  const questions = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(questions);
  browser.camera = null;
  allow();
  await vi.advanceTimersByTimeAsync(0);
  expect(view().camera).toBe("ok");
});

test("closed devices deliver no more, also those that open too late", async () => {
  const starting = devices.start();
  devices.close();
  await starting;
  expect(opened.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
});
