import type { HttpBody } from "@genkan/contract";
import { type Answer, type LinkStatus, type Readable, Store } from "@genkan/link";
import type { PushState } from "../push/push";
import type { RelayOutcome } from "./relay-check";

export const PARTS = ["server", "push", "microphone", "camera", "media"] as const;
export type Part = (typeof PARTS)[number];

/** `bad` keeps calls from working here; `weak` lets them work with less. */
export type Finding =
  | { state: "waiting" }
  | { state: "running" }
  | { state: "good"; note: GoodNote | null; ms?: number }
  | { state: "weak"; fault: WeakFault }
  | { state: "bad"; fault: BadFault };

export type GoodNote = "woke" | "direct";
export type WeakFault = "camera-missing" | "camera-refused";
export type BadFault =
  | "offline"
  | "push-unsupported"
  | "push-install"
  | "push-prompt"
  | "push-denied"
  | "push-lost"
  | "push-refused" // the push service did not take it
  | "push-late" // it took it, and nothing arrived
  | "microphone-refused"
  | "microphone-missing"
  | "media-blocked";

export interface CheckView {
  findings: Readonly<Record<Part, Finding>>;
  isRunning: boolean;
  /** Null: not tried yet, or still being tried. */
  verdict: "good" | "bad" | null;
  picture: MediaStream | null;
}

export interface CheckNeeds {
  linkState(): LinkStatus["state"];
  pushState(): PushState;
  startTest(): Promise<Answer<HttpBody<"TestStartedOut">>>;
  getTest(testId: string): Promise<Answer<HttpBody<"TestOut">>>;
  getIce(): Promise<Answer<HttpBody<"IceOut">>>;
  openDevice(kind: "audio" | "video"): Promise<MediaStream>;
  checkRelay(ice: HttpBody<"IceOut">, show: (stream: MediaStream) => void): Promise<RelayOutcome>;
}

const POLL_MS = 400;
const WAKE_LIMIT_MS = 20_000; // a sleeping phone takes up to ten seconds
const BLANK: Record<Part, Finding> = {
  server: { state: "waiting" },
  push: { state: "waiting" },
  microphone: { state: "waiting" },
  camera: { state: "waiting" },
  media: { state: "waiting" },
};
const PUSH_FAULTS: Partial<Record<PushState, BadFault>> = {
  unsupported: "push-unsupported",
  install: "push-install",
  prompt: "push-prompt",
  denied: "push-denied",
  lost: "push-lost",
};

/** 「テスト着信」: rings this device along the way a visitor's call takes, and says what keeps it from working. */
export class DeviceCheck {
  readonly #needs: CheckNeeds;
  readonly #view = new Store<CheckView>({ findings: BLANK, isRunning: false, verdict: null, picture: null });

  constructor(needs: CheckNeeds) {
    this.#needs = needs;
  }

  get view(): Readable<CheckView> {
    return this.#view;
  }

  readonly start = async (): Promise<void> => {
    if (this.#view.get().isRunning) return;
    this.#view.set({ findings: BLANK, isRunning: true, verdict: null, picture: null });
    const isOnline = this.#needs.linkState() === "open";
    this.#find("server", isOnline ? { state: "good", note: null } : { state: "bad", fault: "offline" });
    // The push goes its way while the devices are tried; a question of the browser may take its user's time.
    const push = isOnline ? this.#checkPush() : Promise.resolve();
    await this.#checkDevice("microphone", "audio");
    await this.#checkDevice("camera", "video");
    if (isOnline) await this.#checkMedia();
    await push;
    const findings = Object.values(this.#view.get().findings);
    const isGood = findings.every(({ state }) => state === "good" || state === "weak");
    this.#view.set({ ...this.#view.get(), isRunning: false, verdict: isGood ? "good" : "bad" });
  };

  async #checkPush(): Promise<void> {
    this.#find("push", { state: "running" });
    const fault = PUSH_FAULTS[this.#needs.pushState()];
    this.#find("push", fault ? { state: "bad", fault } : await this.#awaitPush());
  }

  async #awaitPush(): Promise<Finding> {
    const startedMs = performance.now();
    const started = await this.#needs.startTest();
    if (!started.ok) return { state: "bad", fault: "offline" };
    while (performance.now() - startedMs < WAKE_LIMIT_MS) {
      const test = await this.#needs.getTest(started.body.test_id);
      if (test.ok && test.body.failure !== null) return { state: "bad", fault: faultOf(test.body.failure) };
      if (test.ok && test.body.woke_ms !== null && test.body.sent_ms !== null) {
        return { state: "good", note: "woke", ms: test.body.woke_ms - test.body.sent_ms };
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return { state: "bad", fault: "push-late" };
  }

  async #checkDevice(part: "microphone" | "camera", kind: "audio" | "video"): Promise<void> {
    this.#find(part, { state: "running" });
    try {
      const stream = await this.#needs.openDevice(kind);
      for (const track of stream.getTracks()) track.stop();
      this.#find(part, { state: "good", note: null });
    } catch (error) {
      const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
      this.#find(part, deviceFault(part, isRefused));
    }
  }

  async #checkMedia(): Promise<void> {
    this.#find("media", { state: "running" });
    const ice = await this.#needs.getIce();
    if (!ice.ok) return this.#find("media", { state: "bad", fault: "offline" });
    const outcome = await this.#needs.checkRelay(ice.body, (picture) =>
      this.#view.set({ ...this.#view.get(), picture }),
    );
    this.#view.set({ ...this.#view.get(), picture: null });
    this.#find(
      "media",
      outcome === "blocked"
        ? { state: "bad", fault: "media-blocked" }
        : { state: "good", note: outcome === "direct" ? "direct" : null },
    );
  }

  #find(part: Part, finding: Finding): void {
    const view = this.#view.get();
    this.#view.set({ ...view, findings: { ...view.findings, [part]: finding } });
  }
}

function faultOf(failure: string): BadFault {
  if (failure === "off") return "push-prompt";
  return failure === "gone" ? "push-lost" : "push-refused";
}

function deviceFault(part: "microphone" | "camera", isRefused: boolean): Finding {
  if (part === "camera") return { state: "weak", fault: isRefused ? "camera-refused" : "camera-missing" };
  return { state: "bad", fault: isRefused ? "microphone-refused" : "microphone-missing" };
}
