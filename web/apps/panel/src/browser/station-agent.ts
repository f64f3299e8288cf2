/** The station agent over the unit's own WebSocket. */
import type {
  CallSignal,
  Directory,
  PanelDown,
  PanelEntry,
  PanelMedia,
  PanelSeen,
  PanelUp,
  ShowPanel,
  Signal,
} from "@genkan/contract";
import { type Answer, type Link, Store } from "@genkan/link";
import type { Agent, AgentStatus, CameraFrame } from "../model/ports";

/** Where the agent's kiosk server takes the panel's socket. */
export const AGENT_PATH = "/panel";

/** The agent is on the same unit: asking often loads nobody, and a visitor may be waiting. */
export const AGENT_LONGEST_DELAY_MS = 1_000;

const UNHEARD_AFTER_MS = 3_000; // in a call: two signs of life without an answer
const LOOK_AGAIN_MS = 500;

export class StationAgent implements Agent {
  readonly status = new Store<AgentStatus>("away");
  readonly #link: Link<PanelUp, PanelDown>;
  #awaySinceMs = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(link: Link<PanelUp, PanelDown>) {
    this.#link = link;
    link.status.subscribe(() => this.#look());
    link.on("show.panel", () => this.#look());
  }

  silentForMs(): number {
    return performance.now() - this.#awaySinceMs;
  }

  takeOver(): void {
    this.#link.start();
  }

  onPanel(handler: (panel: ShowPanel) => void): void {
    this.#link.on("show.panel", handler);
  }

  onSignal(handler: (signal: CallSignal) => void): void {
    this.#link.on("panel.signal", handler);
  }

  call(homeNumber: string, buildingId: string | null): Promise<Answer<unknown>> {
    return this.#link.ask("panel.call", { home_number: homeNumber, building_id: buildingId });
  }

  callOffice(): Promise<Answer<unknown>> {
    return this.#link.ask("panel.call", { home_number: "", office: true });
  }

  listDirectory(buildingId: string | null): Promise<Answer<Directory>> {
    return this.#link.ask("panel.directory", { building_id: buildingId });
  }

  hangUp(): Promise<Answer<unknown>> {
    return this.#link.ask("panel.hang_up", {});
  }

  say(phrase: string): Promise<Answer<unknown>> {
    return this.#link.ask("panel.say", { phrase });
  }

  enterPin(
    session: string,
    digits: string,
    homeNumber: string | null,
    buildingId: string | null,
  ): Promise<Answer<PanelEntry>> {
    const body = { session, digits, home_number: homeNumber, building_id: buildingId };
    return this.#link.ask("panel.enter_pin", body);
  }

  showFrame(session: string, frame: CameraFrame): Promise<Answer<PanelSeen>> {
    return this.#link.ask("panel.show_frame", { session, ...frame });
  }

  leaveEntry(session: string): void {
    this.#link.tell("panel.leave_entry", { session });
  }

  tellSignal(callId: string, leg: string, signal: Signal): void {
    this.#link.tell("panel.signal", { call_id: callId, leg, signal });
  }

  tellSnapshot(callId: string, jpeg: string): void {
    this.#link.tell("panel.snapshot", { call_id: callId, jpeg });
  }

  tellKeyPicture(eventId: string, jpeg: string): void {
    this.#link.tell("panel.key_picture", { event_id: eventId, jpeg });
  }

  tellMedia(media: PanelMedia): void {
    this.#link.tell("panel.media", media);
  }

  tellAlive(): void {
    this.#link.tell("panel.alive", {});
    this.#link.hurry();
    this.#look();
  }

  now(): number {
    return this.#link.clock.now();
  }

  #look(): void {
    const { state } = this.#link.status.get();
    clearTimeout(this.#timer);
    if (state === "stopped") this.status.set("replaced");
    else if (state === "open" && !this.#isHung()) this.status.set("open");
    else this.#leave(state === "open" ? this.#link.lastHeardMs : performance.now());
    if (state === "open" && this.#isHung()) this.#timer = setTimeout(() => this.#look(), LOOK_AGAIN_MS);
  }

  /** A socket that stays open proves nothing. */
  #isHung(): boolean {
    return performance.now() - this.#link.lastHeardMs >= UNHEARD_AFTER_MS;
  }

  #leave(sinceMs: number): void {
    if (this.status.get() !== "away") this.#awaySinceMs = sinceMs;
    this.status.set("away");
  }
}
