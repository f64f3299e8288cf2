import type { HistoryCall, HistoryItem, HistoryLook, HistoryOpening, HistoryView } from "../app/api-types";
import type { Translate } from "../app/use-words";

export type ItemTone = "missed" | "opened" | "trouble" | "plain";

export interface ItemWords {
  title: string;
  detail: string;
  tone: ItemTone;
}

/** Say in words what happened. The building is named only to who has homes in several. */
export function describeItem(item: HistoryItem, namesBuilding: boolean, t: Translate): ItemWords {
  if (item.kind === "look") return describeLook(item, t);
  const entrance = item.kind === "opening" ? item.door_name : item.station_name;
  const place = namesBuilding ? `${entrance} · ${item.building_name}` : entrance;
  if (item.kind === "view") return describeView(item, place, t);
  return item.kind === "call" ? describeCall(item, place, t) : describeOpening(item, place, t);
}

function describeCall(call: HistoryCall, place: string, t: Translate): ItemWords {
  const answerer = call.answered_by_name;
  if (answerer === null) return { ...unanswered(call, t), detail: place };
  const who = t("history.call.answeredBy", { name: answerer });
  const detail = [who, talkedWords(call.talked_s, t), place].filter((part) => part !== null).join(" · ");
  if (call.end === "opened") return { title: t("history.call.opened"), detail, tone: "opened" };
  if (call.end === "lost") return { title: t("history.call.lost"), detail, tone: "trouble" };
  return { title: t("history.call.answered"), detail, tone: "plain" };
}

/** How long a talk lasted, once it is worth saying. */
function talkedWords(talkedS: number | null, t: Translate): string | null {
  if (talkedS === null || talkedS < 1) return null;
  const minutes = Math.floor(talkedS / 60);
  const seconds = talkedS % 60;
  return minutes === 0
    ? t("history.talked.seconds", { seconds })
    : t("history.talked.minutes", { minutes, seconds });
}

function unanswered(call: HistoryCall, t: Translate): Omit<ItemWords, "detail"> {
  if (call.end === "opened") return { title: t("history.call.openedUnanswered"), tone: "opened" };
  if (call.end === "replied") return { title: t("history.call.replied"), tone: "plain" };
  if (call.end === "declined") return { title: t("history.call.declined"), tone: "plain" };
  return { title: t("history.call.missed"), tone: "missed" };
}

function describeView(view: HistoryView, place: string, t: Translate): ItemWords {
  const title =
    view.viewer_name === null ? t("history.view") : t("history.viewBy", { name: view.viewer_name });
  return { title, detail: place, tone: "plain" };
}

/** A manager looked at what the household did, and said why. */
function describeLook(look: HistoryLook, t: Translate): ItemWords {
  const reason = look.reason === null ? null : t("history.look.reason", { reason: look.reason });
  const whom = look.person_name === null ? null : t("history.look.of", { name: look.person_name });
  const where = look.what === "picture" ? look.door_name : whom;
  return {
    title: look.what === "picture" ? t("history.look.picture") : t("history.look.search"),
    detail: [where, reason].filter(Boolean).join(" · "),
    tone: "plain",
  };
}

function describeOpening(opening: HistoryOpening, place: string, t: Translate): ItemWords {
  const way = viaWords(opening.via, t);
  const detail = way === null ? place : `${place} · ${way}`;
  if (opening.outcome === "failed") return { title: t("history.outcome.failed"), detail, tone: "trouble" };
  if (opening.outcome === "unknown") return { title: t("history.outcome.unknown"), detail, tone: "trouble" };
  const title =
    opening.actor_name === null ? t("history.opening") : t("history.openingBy", { name: opening.actor_name });
  return { title, detail, tone: "opened" };
}

function viaWords(via: string, t: Translate): string | null {
  switch (via) {
    case "app":
    case "call":
    case "telephone":
    case "manager":
    case "pin":
    case "qr":
      return t(`history.via.${via}`);
    default:
      return null; // a way of a newer server
  }
}
