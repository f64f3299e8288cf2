/** Temporary keys as the HTTP API gives and takes them. */
import type { Schedule } from "@genkan/shell/schedule";

export type KeyState = "valid" | "not_yet" | "used_up" | "expired" | "revoked";

export interface TemporaryKey {
  key_id: string;
  visitor_name: string;
  id_number: string | null;
  template: "visitor" | "parcel";
  schedule: Schedule;
  uses: number | null;
  uses_left: number | null;
  state: KeyState;
  next_ms: number | null;
  until_ms: number | null;
  created_ms: number;
  created_by: string | null;
}

export interface KeyUse {
  event_id: string;
  at_ms: number;
  door_name: string;
  outcome: string;
  picture: boolean;
}

export interface KeyDetail extends TemporaryKey {
  doors: { door_id: string; name: string; building_name: string }[];
  email: string | null;
  qr_text: string | null;
  share_url: string | null;
  entrance: string | null;
  time_zone: string | null;
  used: KeyUse[];
}

export interface KeyList {
  keys: TemporaryKey[];
  doors: { door_id: string; name: string; building_name: string }[];
  time_zone: string | null;
}

export interface NewKey {
  visitor_name: string;
  id_number: string | null;
  template: "visitor" | "parcel";
  schedule: Schedule;
  uses: number | null;
  door_ids: string[] | null;
  email: string | null;
  language: "ja" | "en" | null;
}

/** Shown in blue: it opens now, or will. */
export function isAlive(state: KeyState): boolean {
  return state === "valid" || state === "not_yet";
}
