/** The station agent over the unit's own WebSocket. */
import type { CallSignal, PanelDown, PanelMedia, PanelUp, ShowPanel, Signal } from "@genkan/contract";
import { type Answer, type Link, Store } from "@genkan/link";
import type { Agent } from "../model/ports";

/** Where the agent's kiosk server takes the panel's socket. */
export const AGENT_PATH = "/link";

export class StationAgent implements Agent {
  readonly isOpen = new Store(false);
  readonly #link: Link<PanelUp, PanelDown>;

  constructor(link: Link<PanelUp, PanelDown>) {
    this.#link = link;
    link.status.subscribe(() => this.isOpen.set(link.status.get().state === "open"));
  }

  onPanel(handler: (panel: ShowPanel) => void): void {
    this.#link.on("show.panel", handler);
  }

  onSignal(handler: (signal: CallSignal) => void): void {
    this.#link.on("panel.signal", handler);
  }

  call(homeNumber: string): Promise<Answer<unknown>> {
    return this.#link.ask("panel.call", { home_number: homeNumber });
  }

  hangUp(): Promise<Answer<unknown>> {
    return this.#link.ask("panel.hang_up", {});
  }

  tellSignal(callId: string, leg: string, signal: Signal): void {
    this.#link.tell("panel.signal", { call_id: callId, leg, signal });
  }

  tellSnapshot(callId: string, jpeg: string): void {
    this.#link.tell("panel.snapshot", { call_id: callId, jpeg });
  }

  tellMedia(media: PanelMedia): void {
    this.#link.tell("panel.media", media);
  }

  tellAlive(): void {
    this.#link.tell("panel.alive", {});
    this.#link.hurry();
  }

  now(): number {
    return this.#link.clock.now();
  }
}
