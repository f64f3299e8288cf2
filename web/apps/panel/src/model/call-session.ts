/** The panel's part in one live call: media, signs of life, and the pictures of a missed call and of a key's use. */
import type { CallSignal, PanelCallView } from "@genkan/contract";
import { Deadline } from "./deadline";
import type { Agent, CallMedia, Devices, TakePicture, Timers } from "./ports";

const ALIVE_INTERVAL_MS = 1_500; // three may be lost before the promised 5 s
const PICTURE_DELAY_MS = 1_500; // by then the visitor has looked up from the keys
const KEY_PICTURE_DELAY_MS = 700; // the phone with the code is lowered, and who holds it seen
const EARLY_SIGNALS = 32; // of six phones, each with its first candidates

export interface CallSessionNeeds {
  agent: Agent;
  devices: Devices;
  takePicture: TakePicture;
  media: CallMedia;
  timers: Timers;
  /** Whether the property keeps pictures; asked when a call begins. */
  takesPictures?: () => boolean;
}

export class CallSession {
  readonly #agent: Agent;
  readonly #devices: Devices;
  readonly #takePicture: TakePicture;
  readonly #media: CallMedia;
  readonly #takesPictures: () => boolean;
  readonly #alive: Deadline;
  readonly #picture: Deadline;
  #call: PanelCallView | null = null;
  #picturedId: string | null = null;
  #sinceMs = 0;
  #early: CallSignal[] = [];

  constructor({ agent, devices, takePicture, media, timers, takesPictures = () => true }: CallSessionNeeds) {
    this.#takesPictures = takesPictures;
    this.#agent = agent;
    this.#devices = devices;
    this.#takePicture = takePicture;
    this.#media = media;
    this.#alive = new Deadline(timers);
    this.#picture = new Deadline(timers);
  }

  get call(): PanelCallView | null {
    return this.#call;
  }

  /** When the panel first saw the call, by the server's clock. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Be in this call, as it is now. */
  follow(call: PanelCallView): void {
    const isNew = call.call_id !== this.#call?.call_id;
    if (isNew) this.end();
    this.#call = call;
    this.#media.show(call);
    if (isNew) this.#begin(call);
  }

  /** Take a signal of a phone. One that is quicker than its call waits for it. */
  receive(signal: CallSignal): void {
    if (signal.call_id === this.#call?.call_id) this.#pass(signal);
    else this.#early = [...this.#early, signal].slice(-EARLY_SIGNALS);
  }

  /** Take the picture of who has just opened with a key, once. */
  pictureKey(eventId: string): void {
    if (eventId === this.#picturedId) return;
    this.#picturedId = eventId;
    this.#picture.start(
      KEY_PICTURE_DELAY_MS,
      () => void this.#take((jpeg) => this.#agent.tellKeyPicture(eventId, jpeg)),
    );
  }

  end(): void {
    if (this.#call === null) return;
    this.#call = null;
    this.#alive.stop();
    this.#picture.stop();
    this.#media.show(null);
  }

  #begin(call: PanelCallView): void {
    this.#sinceMs = this.#agent.now();
    this.#beat();
    if (call.kind !== "view" && this.#takesPictures()) {
      this.#picture.start(PICTURE_DELAY_MS, () => void this.sendPicture(call.call_id));
    }
    const waiting = this.#early.filter((signal) => signal.call_id === call.call_id);
    this.#early = [];
    for (const signal of waiting) this.#pass(signal);
  }

  #pass({ call_id, leg, signal }: CallSignal): void {
    this.#media.receive(call_id, leg, signal);
  }

  #beat(): void {
    this.#agent.tellAlive();
    this.#alive.start(ALIVE_INTERVAL_MS, () => this.#beat());
  }

  async #take(give: (jpeg: string) => void): Promise<void> {
    const jpeg = await this.#takePicture(this.#devices.view.get().stream);
    if (jpeg !== null) give(jpeg);
  }

  /** Take the visitor's picture for a call that nobody has taken. */
  async sendPicture(callId: string): Promise<void> {
    if (this.#call?.phase === "talking") return; // not missed
    await this.#take((jpeg) => this.#agent.tellSnapshot(callId, jpeg));
  }
}
