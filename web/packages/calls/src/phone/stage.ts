import type { AppCall } from "@genkan/contract";

export type Stage =
  | "waiting" // the visitor waits for another call of the home to end; nothing rings
  | "incoming" // rings here; the visitor is seen, not heard
  | "answering" // 「応答」 was pressed; the server has not said who was first
  | "talking" // this device talks with the visitor
  | "opened" // the door opened; the call ends by itself
  | "over" // `why` says how it ended
  | "gone"; // nothing to show any more

export type Why =
  | "hung_up"
  | "cancelled"
  | "no_answer"
  | "declined"
  | "lost" // a party dropped out
  | "time_up"
  | "replied" // the visitor was told by button or text what to do
  | "busy" // waited in vain for this home to end another call
  | "elsewhere" // answered on another device
  | "lost_here"; // this device lost the server

const ENDS: ReadonlySet<string> = new Set<Why>([
  "hung_up",
  "cancelled",
  "no_answer",
  "declined",
  "lost",
  "time_up",
  "replied",
  "busy",
]);

/** What this device did that the server's state does not say (yet). */
export interface LocalFacts {
  isAnswering: boolean;
  /** This page pressed 「応答」 in this call, perhaps before it was reloaded. */
  hasAnswered: boolean;
  hasOpened: boolean;
  /** Ended here without waiting for the server. */
  endedHere: Why | "declined_here" | null;
}

export interface StageAndWhy {
  stage: Stage;
  why: Why | null;
}

/** Give the stage of a call on this device: the server's state, corrected by what only the device knows. */
export function stageOf(call: AppCall, local: LocalFacts): StageAndWhy {
  if (local.endedHere === "declined_here") return { stage: "gone", why: null };
  if (local.endedHere !== null) return { stage: "over", why: local.endedHere };
  if (call.kind === "view") return viewStage(call);
  if (call.phase === "ended") return endedStage(call, local);
  if (call.leg_state === "left") return leftStage(call);
  if (local.hasOpened) return { stage: "opened", why: null };
  if (call.phase === "talking") {
    // Two windows of one browser share the leg; only the one that answered talks.
    if (call.leg_state !== "connected" || !local.hasAnswered) return { stage: "over", why: "elsewhere" };
    return { stage: "talking", why: null };
  }
  if (call.phase === "waiting") return { stage: "waiting", why: null };
  return { stage: local.isAnswering ? "answering" : "incoming", why: null };
}

/** A look through the camera is there or not; how it ended is nobody's news. */
function viewStage(call: AppCall): StageAndWhy {
  const isOn = call.phase === "talking" && call.leg_state === "connected";
  return { stage: isOn ? "talking" : "gone", why: null };
}

function endedStage(call: AppCall, local: LocalFacts): StageAndWhy {
  if (call.end === "opened" || local.hasOpened) return { stage: "opened", why: null };
  if (call.leg_end === "declined") return { stage: "gone", why: null };
  if (call.leg_end === "elsewhere") return { stage: "over", why: "elsewhere" };
  return { stage: "over", why: toWhy(call.end) };
}

function leftStage(call: AppCall): StageAndWhy {
  if (call.leg_end === "declined") return { stage: "gone", why: null };
  if (call.leg_end === "elsewhere") return { stage: "over", why: "elsewhere" };
  return { stage: "over", why: toWhy(call.leg_end) };
}

function toWhy(end: string | null | undefined): Why {
  return end !== null && end !== undefined && ENDS.has(end) ? (end as Why) : "lost";
}
