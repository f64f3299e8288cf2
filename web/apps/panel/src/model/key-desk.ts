/**
 * The key screen: a PIN on the keypad or a QR code before the camera, and what the station makes of it.
 *
 * The station decides. This side keeps what is typed, asks, and shows each answer for as long as it needs.
 */
import type { PanelEntry, PanelSeen } from "@genkan/contract";
import type { Answer } from "@genkan/link";
import type { Building, BuildingChoice } from "./buildings";
import { Deadline } from "./deadline";
import type { Agent, CameraFrame, Frames, Sounds, Timers } from "./ports";
import type { Digit, KeyHint, KeyScreen, KeyTold } from "./view";

const SHORTEST_PIN = 4;
const LONGEST_PIN = 8;
const TOLD_MS = 6_000; // two lines, read once
const TYPO_TOLD_MS = 3_000; // one knows at once what happened
const PHONE_PATIENCE_MS = 3_000; // past the deadline: the answer was lost
const FOREIGN_SHOWN_MS = 4_000;
/** Getting a phone out and finding the code in it takes longer than typing. */
const QR_PATIENCE = 2;

export interface KeyDeskNeeds {
  agent: Agent;
  frames: Frames;
  sounds: Sounds;
  timers: Timers;
}

export interface KeyDeskEvents {
  /** Something is shown differently. */
  changed: () => void;
  /** The door was released. */
  opened: () => void;
  /** The idle time of the unit. */
  idleMs: () => number;
  longestHomeNumber: () => number;
  /** The buildings a home number may be of. */
  buildings: () => Pick<BuildingChoice, "offered" | "chosen">;
}

type Typing = {
  digits: string;
  building: Building | null;
  homeNumber: string;
  step: "pin" | "building" | "home";
  hint: KeyHint | null;
};
type Told = { outcome: KeyTold; entry: PanelEntry | null; retryMs: number | null };

const NOTHING_TYPED: Typing = { digits: "", building: null, homeNumber: "", step: "pin", hint: null };

export class KeyDesk {
  readonly #agent: Agent;
  readonly #frames: Frames;
  readonly #sounds: Sounds;
  readonly #events: KeyDeskEvents;
  readonly #idle: Deadline;
  readonly #toldOver: Deadline;
  readonly #phoneOver: Deadline;
  readonly #foreignOver: Deadline;
  #session: string | null = null;
  #mode: "pin" | "qr" = "pin";
  #typing = NOTHING_TYPED;
  #isChecking = false;
  #phone: { sinceMs: number; deadlineMs: number } | null = null;
  #told: Told | null = null;
  #isForeign = false;
  #stopFrames: (() => void) | null = null;

  constructor(needs: KeyDeskNeeds, events: KeyDeskEvents) {
    this.#agent = needs.agent;
    this.#frames = needs.frames;
    this.#sounds = needs.sounds;
    this.#events = events;
    this.#idle = new Deadline(needs.timers);
    this.#toldOver = new Deadline(needs.timers);
    this.#phoneOver = new Deadline(needs.timers);
    this.#foreignOver = new Deadline(needs.timers);
  }

  get isOpen(): boolean {
    return this.#session !== null;
  }

  /** What fills the screen; null while the key screen is closed. */
  screen(): KeyScreen | null {
    if (this.#session === null) return null;
    if (this.#told !== null) return this.#showTold(this.#told);
    if (this.#phone !== null) return { state: "key_phone", ...this.#phone };
    if (this.#mode === "qr") return { state: "key_qr", isForeign: this.#isForeign };
    const { digits, building, homeNumber, step, hint } = this.#typing;
    return {
      state: "key_pin",
      length: digits.length,
      homeNumber,
      step,
      buildings: this.#events.buildings().offered,
      buildingName: building?.name ?? "",
      hint,
      isChecking: this.#isChecking,
    };
  }

  // ── what the visitor does ───────────────────────────────────────────────────────────────────

  readonly open = (): void => {
    this.#session = crypto.randomUUID();
    this.#mode = "pin";
    this.#typing = NOTHING_TYPED;
    this.#sounds.play("key");
    this.#touch();
    this.#events.changed();
  };

  readonly leave = (): void => {
    if (this.#session !== null) this.#agent.leaveEntry(this.#session);
    this.close();
    this.#events.changed();
  };

  /** Show the key screen no longer. */
  close(): void {
    this.#session = null;
    this.#forget();
    this.#idle.stop();
    this.#watch(false);
  }

  readonly chooseMode = (mode: "pin" | "qr"): void => {
    this.#mode = mode;
    this.#forget();
    this.#sounds.play("key");
    this.#touch();
    this.#watch(mode === "qr");
    this.#events.changed();
  };

  /** Say which building the home number is of. */
  readonly chooseBuilding = (id: string): void => {
    const building = this.#events.buildings().offered.find((offered) => offered.id === id) ?? null;
    this.#typing = { ...this.#typing, building, step: "home", hint: null };
    this.#pressed("key");
  };

  readonly press = (digit: Digit): void => {
    const { digits, homeNumber, step } = this.#typing;
    const isFull =
      step === "pin" ? digits.length >= LONGEST_PIN : homeNumber.length >= this.#events.longestHomeNumber();
    if (isFull) this.#typing = { ...this.#typing, hint: "full" };
    else if (step === "pin") this.#typing = { ...this.#typing, digits: digits + digit, hint: null };
    else this.#typing = { ...this.#typing, homeNumber: homeNumber + digit, hint: null };
    this.#pressed(isFull ? "refused" : "key");
  };

  readonly correct = (): void => {
    const { digits, homeNumber, step } = this.#typing;
    this.#typing =
      step === "pin"
        ? { ...this.#typing, digits: digits.slice(0, -1), hint: null }
        : { ...this.#typing, homeNumber: homeNumber.slice(0, -1), hint: null };
    this.#pressed("key");
  };

  /** Empty what is typed; the home number's step is left by it too. */
  readonly clear = (): void => {
    this.#typing = NOTHING_TYPED;
    this.#pressed("key");
  };

  readonly unlock = (): void => {
    const { digits, building, homeNumber, step } = this.#typing;
    const hint = step === "pin" ? lackOf(digits) : homeNumber === "" ? "no_home" : null;
    if (hint !== null) {
      this.#typing = { ...this.#typing, hint };
      this.#pressed("refused");
      return;
    }
    if (step === "pin") void this.#check(digits, null, null);
    else void this.#check(digits, homeNumber, building?.id ?? this.#events.buildings().chosen?.id ?? null);
  };

  /** Go back from what was told, or from the wait for a phone, to the keys. */
  readonly again = (): void => {
    if (this.#phone !== null && this.#session !== null) this.#agent.leaveEntry(this.#session);
    this.#forget();
    this.#pressed("key");
    this.#watch(this.#mode === "qr");
  };

  #pressed(sound: "key" | "refused"): void {
    this.#sounds.play(sound);
    this.#touch();
    this.#events.changed();
  }

  // ── what the station says ───────────────────────────────────────────────────────────────────

  async #check(digits: string, homeNumber: string | null, buildingId: string | null): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#isChecking = true;
    this.#pressed("key");
    const answer = await this.#agent.enterPin(session, digits, homeNumber, buildingId);
    if (this.#session !== session) return; // left meanwhile
    this.#isChecking = false;
    if (answer.ok) this.#take(answer.body);
    else this.#tell("unreachable", null);
    this.#events.changed();
  }

  async #look(frame: CameraFrame): Promise<void> {
    const session = this.#session;
    if (session === null || this.#told !== null || this.#phone !== null) return;
    const answer: Answer<PanelSeen> = await this.#agent.showFrame(session, frame);
    if (this.#session !== session || this.#mode !== "qr" || !answer.ok) return;
    const { entry, is_foreign } = answer.body;
    if (entry != null) this.#take(entry);
    else if (is_foreign) this.#passOver();
    else return;
    this.#events.changed();
  }

  /** A code that is no key: said, and the camera looks on. */
  #passOver(): void {
    if (!this.#isForeign) this.#sounds.play("refused");
    this.#isForeign = true;
    this.#touch();
    this.#foreignOver.start(FOREIGN_SHOWN_MS, () => {
      this.#isForeign = false;
      this.#events.changed();
    });
  }

  /** Follow the unit's own word: how the wait for a phone ended. */
  follow(entry: PanelEntry | null): void {
    const isNews = this.#phone !== null && entry?.outcome !== "tap_on_phone";
    if (entry === null || !isNews || entry.session !== this.#session) return;
    this.#take(entry);
  }

  #take(entry: PanelEntry): void {
    // Nothing was tried yet, or not enough was said: what is typed stays.
    this.#forget({ keepTyped: entry.outcome === "slow_down" || entry.outcome === "home_number" });
    switch (entry.outcome) {
      case "opened":
        this.close();
        this.#events.opened();
        return;
      case "home_number":
        this.#askHome();
        this.#sounds.play("key");
        this.#touch();
        return;
      case "tap_on_phone":
        this.#await(entry);
        return;
      default:
        this.#tell(entry.outcome, entry);
    }
  }

  /** Numbers repeat from building to building: 棟 first, where there are several. */
  #askHome(): void {
    const step = this.#events.buildings().offered.length > 0 ? "building" : "home";
    this.#typing = { ...this.#typing, building: null, homeNumber: "", step, hint: null };
  }

  #await(entry: PanelEntry): void {
    const sinceMs = this.#agent.now();
    const deadlineMs = entry.deadline_ms ?? sinceMs + 30_000;
    this.#phone = { sinceMs, deadlineMs };
    this.#idle.stop();
    this.#phoneOver.start(deadlineMs - sinceMs + PHONE_PATIENCE_MS, () => {
      this.#phone = null;
      this.#tell("other_way", null);
      this.#events.changed();
    });
  }

  #tell(outcome: KeyTold, entry: PanelEntry | null): void {
    const waitMs = outcome === "slow_down" ? (entry?.wait_ms ?? 2_000) : null;
    this.#told = { outcome, entry, retryMs: waitMs === null ? null : this.#agent.now() + waitMs };
    this.#sounds.play("refused");
    this.#idle.stop();
    const isTypo = outcome === "unknown" && this.#mode === "pin";
    this.#toldOver.start(waitMs ?? (isTypo ? TYPO_TOLD_MS : TOLD_MS), () => {
      this.#told = null;
      this.#touch();
      this.#events.changed();
    });
  }

  #showTold({ outcome, entry, retryMs }: Told): KeyScreen {
    return {
      state: "key_told",
      outcome,
      method: this.#mode,
      validFromMs: entry?.valid_from_ms ?? null,
      entrance: entry?.entrance ?? null,
      retryMs,
    };
  }

  // ── its own household ───────────────────────────────────────────────────────────────────────

  #forget({ keepTyped = false } = {}): void {
    if (!keepTyped) this.#typing = NOTHING_TYPED;
    this.#isChecking = false;
    this.#told = null;
    this.#phone = null;
    this.#isForeign = false;
    this.#toldOver.stop();
    this.#phoneOver.stop();
    this.#foreignOver.stop();
  }

  #touch(): void {
    const patience = this.#mode === "qr" ? QR_PATIENCE : 1;
    this.#idle.start(this.#events.idleMs() * patience, () => {
      if (this.#isChecking) this.#touch();
      else this.leave();
    });
  }

  #watch(isWanted: boolean): void {
    if (isWanted && this.#stopFrames === null)
      this.#stopFrames = this.#frames.start((frame) => this.#look(frame));
    if (!isWanted) {
      this.#stopFrames?.();
      this.#stopFrames = null;
    }
  }
}

function lackOf(digits: string): KeyHint | null {
  if (digits === "") return "empty";
  return digits.length < SHORTEST_PIN ? "short" : null;
}
