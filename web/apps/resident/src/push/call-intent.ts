import type { PhoneCall } from "@genkan/calls";
import type { Readable } from "@genkan/link";

export interface IntentNeeds {
  current: Readable<PhoneCall | null>;
  /** Go to a page of the app. */
  open(path: string): void;
  /** The call is before its user's eyes: let the server know, and take away its notice. */
  noteSeen(callId: string): void;
}

const PICTURE_FIRST_MS = 1_000; // the note is for later reading; the network is for the visitor's picture

/**
 * What a press on a notice asked for: to answer a call as soon as it is known here, or to see a page.
 * The call itself comes by the link, as always.
 */
export class CallIntent {
  readonly #needs: IntentNeeds;
  #answer: string | null = null;
  #seen: string | null = null;
  #unfollow: () => void = () => undefined;

  constructor(needs: IntentNeeds) {
    this.#needs = needs;
    needs.current.subscribe(() => this.#follow());
    this.#follow();
    document.addEventListener("visibilitychange", () => this.#act());
  }

  /** Take the address a notice led to; true when it said something about a call. */
  take(address: URL): boolean {
    const answer = address.searchParams.get("answer");
    if (answer !== null) {
      this.#answer = answer;
      this.#act();
    }
    return answer !== null || address.searchParams.has("call");
  }

  /** Hear the service worker, when the app was open already. */
  listen(worker: ServiceWorkerContainer): void {
    worker.addEventListener("message", ({ data }: MessageEvent<{ kind?: string; path?: string }>) => {
      if (data?.kind !== "open" || typeof data.path !== "string") return;
      if (!this.take(new URL(data.path, location.href))) this.#needs.open(data.path);
    });
  }

  #follow(): void {
    this.#unfollow();
    const call = this.#needs.current.get();
    this.#unfollow = call?.view.subscribe(() => this.#act()) ?? (() => undefined);
    this.#act();
  }

  #act(): void {
    const call = this.#needs.current.get();
    if (call === null) return;
    const { answer, stage } = call.view.get();
    if (stage === "incoming" && document.visibilityState === "visible") this.#noteSeen(call);
    if (call.id !== this.#answer || answer === null) return;
    this.#answer = null;
    answer();
  }

  #noteSeen(call: PhoneCall): void {
    if (this.#seen === call.id) return;
    this.#seen = call.id;
    call.tellRinging();
    setTimeout(() => this.#needs.noteSeen(call.id), PICTURE_FIRST_MS);
  }
}
