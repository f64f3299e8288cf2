/** How a call that did not go on is told to the visitor, and for how long. */
import { NO_REPLY, NOT_SENT } from "@genkan/link";
import type { Word } from "./view";

/** What fills the screen after a call, or in place of one. */
export type OutcomeKind =
  | "opened" // the door was released
  | "no_answer" // nobody answered in time
  | "declined" // everybody who was rung refused
  | "busy" // the home or the station is in another call
  | "office_closed" // outside its hours, or nobody is on duty
  | "too_often" // called faster than the server allows
  | "lost" // a party dropped out
  | "time_up" // talked for as long as a talk may last
  | "hung_up" // the resident ended the talk
  | "replied" // nobody answered, but the home told the visitor what to do
  | "offline"; // the call could not be placed at all

export interface Outcome {
  kind: OutcomeKind;
  homeNumber: string;
  /** What the home said last. */
  word?: Word | null;
  /** The call it is the end of; null when no call came to be. */
  callId: string | null;
}

const OPENED_SHOWN_MS = 4_000; // long enough to look up from the door
const REPLIED_SHOWN_MS = 8_000; // somebody may be writing it down
const OUTCOME_SHOWN_MS = 5_000; // two lines, read once

export function shownMs(kind: OutcomeKind): number {
  if (kind === "replied") return REPLIED_SHOWN_MS;
  return kind === "opened" ? OPENED_SHOWN_MS : OUTCOME_SHOWN_MS;
}

/** Give what the end of a call means to the visitor; null when the visitor ended it and knows. */
export function outcomeOfEnd(end: string | null | undefined): OutcomeKind | null {
  switch (end) {
    case "opened":
    case "no_answer":
    case "declined":
    case "time_up":
    case "hung_up":
    case "replied":
    case "busy":
      return end;
    case "cancelled":
      return null;
    default:
      return "lost"; // also an end this version does not know: the visitor is always told
  }
}

/** Give what a refused 「呼出」 means to the visitor. */
export function outcomeOfRefusal(reason: string): OutcomeKind | "unknown_home" {
  switch (reason) {
    case "home-unknown":
      return "unknown_home";
    case "home-busy":
    case "station-busy":
      return "busy";
    case "office-closed":
      return "office_closed";
    case "too-often":
      return "too_often";
    case NOT_SENT:
    case NO_REPLY:
      return "offline";
    default:
      return "offline";
  }
}
