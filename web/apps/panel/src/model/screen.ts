/** Which screen the facts make. Pure: the same facts always show the same. */
import type { PanelCallView, ShowPanel } from "@genkan/contract";
import type { Building } from "./buildings";
import type { DirectoryView } from "./directory";
import type { Entry } from "./entry";
import type { Outcome } from "./outcome";
import type { AgentStatus } from "./ports";
import type { KeyScreen, OfficeHours, Screen, Word } from "./view";

export interface Facts {
  panel: ShowPanel | null;
  /** The live call the panel is in. */
  call: PanelCallView | null;
  callSinceMs: number;
  outcome: Outcome | null;
  entry: Entry;
  isDialing: boolean;
  /** What the key screen shows while it is open. */
  keys: KeyScreen | null;
  agent: AgentStatus;
  isAgentSilent: boolean;
  isServerAway: boolean;
  directory: DirectoryView | null;
  /** The buildings one of which is to be chosen first; null: none, or it is chosen. */
  buildings: readonly Building[] | null;
}

export function chooseScreen(facts: Facts): Screen {
  const { panel, call, outcome } = facts;
  if (facts.agent === "replaced") return { state: "offline", cause: "replaced" };
  if (panel === null)
    return facts.isAgentSilent ? { state: "offline", cause: "agent" } : { state: "starting" };
  if (outcome !== null) return showOutcome(outcome, panel);
  if (call !== null) return showCall(call, panel, facts);
  if (facts.isAgentSilent) return { state: "offline", cause: "agent" };
  if (panel.revoked) return { state: "revoked" }; // before the keys: it opens for nobody
  if (!panel.enrolled) return { state: "not_enrolled" };
  if (facts.keys !== null) return facts.keys; // the station opens without the server
  if (facts.isServerAway) return { state: "offline", cause: "server" };
  if (facts.directory !== null) return { state: "directory", directory: facts.directory };
  if (facts.buildings !== null && !facts.isDialing) return { state: "building", buildings: facts.buildings };
  const { number, hint, unknownNumber } = facts.entry;
  if (unknownNumber !== null) return { state: "unknown_home", number, unknownNumber };
  return { state: "idle", number, hint, isDialing: facts.isDialing };
}

function showOutcome({ kind, homeNumber, word = null }: Outcome, panel: ShowPanel): Screen {
  if (kind === "office_closed") return { state: kind, hours: readHours(panel) };
  if (kind === "replied") return { state: kind, homeNumber, word };
  return kind === "offline" ? { state: "offline", cause: "server" } : { state: kind, homeNumber };
}

function showCall(call: PanelCallView, panel: ShowPanel, facts: Facts): Screen {
  const deadlineMs = call.deadline_ms ?? null;
  const homeNumber = call.home_number;
  const words = readWords(call);
  if (call.phase === "waiting") return { state: "waiting", homeNumber, words };
  if (call.phase !== "talking")
    return { state: "calling", homeNumber, sinceMs: facts.callSinceMs, deadlineMs, words };
  const isInterrupted = facts.agent !== "open" || !panel.online;
  return { state: "talking", homeNumber, deadlineMs, isInterrupted, words };
}

function readHours({ office_hours = [] }: ShowPanel): OfficeHours[] {
  return office_hours.map(({ weekday, from_minute, to_minute }) => ({
    weekday,
    fromMinute: from_minute,
    toMinute: to_minute,
  }));
}

/** Give what both sides have said without a voice, oldest first. */
export function readWords({ words = [] }: PanelCallView): Word[] {
  return words.map(({ by, phrase = null, text = null, at_ms }) => ({
    by: by === "visitor" ? "visitor" : "home",
    phrase,
    text,
    atMs: at_ms,
  }));
}
