/** Who can be reached: short breaks are kept from the visitor, long ones are said. */
import { Deadline } from "./deadline";
import type { Agent, Timers } from "./ports";

const AGENT_PATIENCE_MS = 5_000; // a socket on the same unit is back within one, or something is wrong
const SERVER_PATIENCE_MS = 3_000; // a server that restarts must not push a typing visitor away

export class Reachability {
  readonly #agent: Agent;
  readonly #silence: Deadline;
  readonly #absence: Deadline;
  readonly #changed: () => void;
  #isAgentSilent = false;
  #isServerAway: boolean | null = null; // null: nothing shown yet

  constructor(agent: Agent, timers: Timers, changed: () => void) {
    this.#agent = agent;
    this.#silence = new Deadline(timers);
    this.#absence = new Deadline(timers);
    this.#changed = changed;
  }

  /** Nothing heard from the agent for longer than a hiccup. */
  get isAgentSilent(): boolean {
    return this.#isAgentSilent;
  }

  /** The unit's link to the server has been away for longer than a hiccup. */
  get isServerAway(): boolean {
    return this.#isServerAway === true;
  }

  /** Take in the agent's status. */
  followAgent(): void {
    if (this.#agent.status.get() !== "away") {
      this.#silence.stop();
      this.#isAgentSilent = false;
    } else if (!this.#silence.isRunning && !this.#isAgentSilent) {
      this.#silence.start(Math.max(0, AGENT_PATIENCE_MS - this.#agent.silentForMs()), () => {
        this.#isAgentSilent = true;
        this.#changed();
      });
    }
  }

  /** Take in what the agent says of its link. A page that starts without one does not wait for it. */
  followServer(isOnline: boolean): void {
    if (isOnline || this.#isServerAway === null) {
      this.#absence.stop();
      this.#isServerAway = !isOnline;
    } else if (!this.#isServerAway && !this.#absence.isRunning) {
      this.#absence.start(SERVER_PATIENCE_MS, () => {
        this.#isServerAway = true;
        this.#changed();
      });
    }
  }
}
