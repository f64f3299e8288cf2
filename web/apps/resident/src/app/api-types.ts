/** Bodies of the HTTP API that this app reads. */
import type { HttpBody } from "@genkan/contract";

export type Me = HttpBody<"MeOut">;
export type HistoryCall = HttpBody<"HistoryCallOut">;
export type HistoryOpening = HttpBody<"HistoryOpeningOut">;
export type HistoryView = HttpBody<"HistoryViewOut">;
export type HistoryLook = HttpBody<"HistoryLookOut">;
export type HistoryItem = HistoryCall | HistoryOpening | HistoryView | HistoryLook;
export type HistoryPage = HttpBody<"HistoryOut">;
