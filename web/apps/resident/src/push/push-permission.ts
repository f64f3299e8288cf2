import type { Refusal, Store } from "@genkan/link";
import { callApi } from "@genkan/shell";
import type { PushApi, PushBrowser, PushState, PushView, PushWork } from "./push";

/** Whether this device rings while the app is closed. Asks its user on a tap only. */
export class PushPermission implements PushWork {
  readonly #browser: PushBrowser;
  readonly #api: PushApi;
  readonly #language: () => string;
  readonly #view: Store<PushView>;

  constructor(view: Store<PushView>, browser: PushBrowser, api: PushApi, language: () => string) {
    this.#view = view;
    this.#browser = browser;
    this.#api = api;
    this.#language = language;
  }

  /** Somebody is signed in: see how it stands, and mend quietly what needs no question. */
  async check(): Promise<void> {
    const asked = this.#asOfBrowser();
    if (asked !== null) return this.#show(asked);
    const [server, own] = await Promise.all([this.#api.get(), this.#browser.find().catch(() => null)]);
    if (!server.ok) return; // asked again at the next start
    if (server.body.state === "on" && own !== null) return this.#show("on");
    if (server.body.state === "lost") return this.#show("lost");
    if (this.#browser.permission() !== "granted") return this.#show("prompt");
    await this.#subscribe(server.body.public_key); // signed in anew on a device that had said yes
  }

  /** The tap: let the browser ask, and subscribe. */
  readonly ask = async (): Promise<void> => {
    this.#view.set({ ...this.#view.get(), isBusy: true, refusal: null });
    const permission = await this.#browser.askPermission();
    if (permission !== "granted") return this.#show(permission === "denied" ? "denied" : "prompt");
    const server = await this.#api.get();
    if (!server.ok) return this.#refuse(server.refusal);
    await this.#subscribe(server.body.public_key);
  };

  async #subscribe(publicKey: string): Promise<void> {
    let subscription: PushSubscriptionJSON;
    try {
      subscription = await this.#browser.subscribe(publicKey);
    } catch {
      return this.#refuse({ reason: "push-unfit", retryAfterMs: null });
    }
    const stored = await this.#api.put(subscription, this.#language());
    if (stored.ok) this.#show("on");
    else this.#refuse(stored.refusal);
  }

  /** What needs no server to know; null: ask it. */
  #asOfBrowser(): PushState | null {
    if (this.#browser.needsInstall()) return "install";
    if (!this.#browser.isSupported()) return "unsupported";
    return this.#browser.permission() === "denied" ? "denied" : null;
  }

  #refuse(refusal: Refusal): void {
    const { state } = this.#view.get();
    this.#view.set({ state: state === "checking" ? "prompt" : state, isBusy: false, refusal });
  }

  #show(state: PushState): void {
    this.#view.set({ state, isBusy: false, refusal: null });
  }
}

export const pushApi: PushApi = {
  get: () => callApi("/api/app/push"),
  put: ({ endpoint, keys }, language) =>
    callApi("/api/app/push", {
      method: "PUT",
      body: { endpoint, keys, language: language === "en" ? "en" : "ja" },
    }),
};

export const pushBrowser: PushBrowser = {
  isSupported: () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
  needsInstall: () => isApple() && !isInstalled(),
  permission: () => Notification.permission,
  askPermission: () => Notification.requestPermission(),
  find: async () => (await (await registration()).pushManager.getSubscription())?.toJSON() ?? null,
  subscribe: async (publicKey) => {
    const manager = (await registration()).pushManager;
    // A subscription made for another server's key cannot be used, nor replaced while it is there.
    await (await manager.getSubscription())?.unsubscribe();
    const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
    return made.toJSON();
  },
};

const WORKER_LIMIT_MS = 5_000; // registered at the page's start, after the first screen

/** Rejects instead of waiting for ever where no worker is registered. */
function registration(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no service worker")), WORKER_LIMIT_MS);
  });
  return Promise.race([navigator.serviceWorker.ready, late]);
}

function isApple(): boolean {
  const isTouchMac = navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || isTouchMac;
}

function isInstalled(): boolean {
  return (
    window.matchMedia("(display-mode: standalone)").matches ||
    (navigator as { standalone?: boolean }).standalone === true
  );
}
