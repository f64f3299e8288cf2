import type { HttpBody } from "@genkan/contract";
import { type Answer, type Readable, type Refusal, Store } from "@genkan/link";

export type PushState =
  | "checking" // not known yet
  | "unsupported" // this browser wakes no page
  | "install" // it will, once the app is on the home screen (iPhone, iPad)
  | "prompt" // not asked yet
  | "denied" // its user said no
  | "on" // rings also when the app is closed
  | "lost"; // did, until the push service forgot this device

export interface PushView {
  state: PushState;
  isBusy: boolean;
  refusal: Refusal | null;
}

/** What this device's browser can do; tests give a fake. */
export interface PushBrowser {
  isSupported(): boolean;
  /** Whether it could, if the app were installed. */
  needsInstall(): boolean;
  permission(): NotificationPermission;
  askPermission(): Promise<NotificationPermission>;
  find(): Promise<PushSubscriptionJSON | null>;
  subscribe(publicKey: string): Promise<PushSubscriptionJSON>;
}

export interface PushApi {
  get(): Promise<Answer<HttpBody<"PushOut">>>;
  put(subscription: PushSubscriptionJSON, language: string): Promise<Answer<unknown>>;
}

/** What the view follows; loaded when somebody is signed in. */
export interface PushWork {
  check(): Promise<void>;
  ask(): Promise<void>;
}

/** How it stands with waking this device. The work itself comes after the first screen. */
export class Push {
  readonly #view = new Store<PushView>({ state: "checking", isBusy: false, refusal: null });
  readonly #load: (view: Store<PushView>) => Promise<PushWork>;
  #work: Promise<PushWork> | null = null;

  constructor(load: (view: Store<PushView>) => Promise<PushWork> = loadWork) {
    this.#load = load;
  }

  get view(): Readable<PushView> {
    return this.#view;
  }

  /** Somebody is signed in: see how it stands. */
  async check(): Promise<void> {
    await (await this.#start()).check();
  }

  /** The tap: let the browser ask its user. */
  readonly ask = async (): Promise<void> => {
    this.#view.set({ ...this.#view.get(), isBusy: true, refusal: null });
    await (await this.#start()).ask();
  };

  #start(): Promise<PushWork> {
    this.#work ??= this.#load(this.#view);
    return this.#work;
  }
}

async function loadWork(view: Store<PushView>): Promise<PushWork> {
  const { PushPermission, pushApi, pushBrowser } = await import("./push-permission");
  return new PushPermission(view, pushBrowser, pushApi, () => document.documentElement.lang);
}
