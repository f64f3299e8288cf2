/** Bodies of the HTTP API that this app reads. */
import type { HomeView } from "@genkan/contract";

export interface Me {
  person_id: string;
  display_name: string;
  username: string;
  server_id: string;
  homes: HomeView[];
}

export interface HistoryCall {
  kind: "call";
  id: string;
  at_ms: number;
  station_name: string;
  building_name: string;
  end: string;
  answered_by_name: string | null;
  talked_s: number | null;
  has_snapshot: boolean;
}

export interface HistoryOpening {
  kind: "opening";
  id: string;
  at_ms: number;
  door_name: string;
  building_name: string;
  via: string;
  actor_name: string | null;
  outcome: string;
}

export type HistoryItem = HistoryCall | HistoryOpening;

export interface HistoryPage {
  items: HistoryItem[];
  next_before_ms: number | null;
}
