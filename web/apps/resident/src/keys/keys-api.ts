import type { Answer } from "@genkan/link";
import { callApi } from "@genkan/shell";
import type { KeyDetail, KeyList, NewKey } from "./key-types";

const household = (id: string) => `/api/app/households/${encodeURIComponent(id)}/keys`;
const one = (id: string) => `/api/app/keys/${encodeURIComponent(id)}`;

export const listKeys = (householdId: string): Promise<Answer<KeyList>> => callApi(household(householdId));

export const issueKey = (householdId: string, key: NewKey): Promise<Answer<KeyDetail>> =>
  callApi(household(householdId), { method: "POST", body: key });

export const getKey = (keyId: string): Promise<Answer<KeyDetail>> => callApi(one(keyId));

export const revokeKey = (keyId: string): Promise<Answer<KeyDetail>> =>
  callApi(one(keyId), { method: "DELETE" });

/** Mail the key; without an address to that of before. */
export const mailKey = (
  keyId: string,
  email: string | null,
  language: string | null,
): Promise<Answer<KeyDetail>> => callApi(`${one(keyId)}/mail`, { method: "POST", body: { email, language } });

export const pictureOfUse = (keyId: string, eventId: string): string =>
  `${one(keyId)}/uses/${encodeURIComponent(eventId)}/picture`;
