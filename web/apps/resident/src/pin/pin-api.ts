import type { Answer } from "@genkan/link";
import { callApi } from "@genkan/shell";

export interface PinState {
  is_set: boolean;
  length: number | null;
  set_ms: number | null;
  /** Ended by somebody's removal or a stolen station: a new one is needed. */
  is_void: boolean;
}

/** What a PIN of so many digits costs: wrong entries a day before the station asks for more. */
export interface PinCost {
  length: number;
  guesses_alone: number;
  guesses_with_home: number;
}

export interface PinProposal {
  pin: string;
  lengths: PinCost[];
}

const at = (householdId: string, path = "") =>
  `/api/app/households/${encodeURIComponent(householdId)}/pin${path}`;

export const getPin = (householdId: string): Promise<Answer<PinState>> => callApi(at(householdId));

export const proposePin = (householdId: string, length: number): Promise<Answer<PinProposal>> =>
  callApi(at(householdId, "/proposal"), { method: "POST", body: { length } });

export const setPin = (householdId: string, pin: string): Promise<Answer<PinState>> =>
  callApi(at(householdId), { method: "PUT", body: { pin } });

export const showPin = (householdId: string): Promise<Answer<{ pin: string }>> =>
  callApi(at(householdId, "/show"), { method: "POST" });

export const deletePin = (householdId: string): Promise<Answer<undefined>> =>
  callApi(at(householdId), { method: "DELETE" });
