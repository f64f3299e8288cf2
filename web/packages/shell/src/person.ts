import type { HttpBody } from "@genkan/contract";
import type { Refusal } from "@genkan/link";

/** What is typed of somebody to be added. */
export interface PersonDraft {
  family_name: string;
  given_name: string;
  email: string;
  region: string;
  mobile: string;
  landline: string;
  language: "ja" | "en";
}

export type PersonField = Exclude<keyof PersonDraft, "region" | "language">;
export type PersonFaults = Partial<Record<PersonField, PersonFault>>;
export type PersonFault = "nameMissing" | "emailUnfit" | "addressMissing";

export function emptyPerson(language: string): PersonDraft {
  return {
    family_name: "",
    given_name: "",
    email: "",
    region: "JP",
    mobile: "",
    landline: "",
    language: language === "en" ? "en" : "ja",
  };
}

/** Give what can be told without the server: it has the last word. */
export function findFaults(draft: PersonDraft): PersonFaults {
  const faults: PersonFaults = {};
  if (draft.family_name.trim() === "") faults.family_name = "nameMissing";
  if (draft.given_name.trim() === "") faults.given_name = "nameMissing";
  const email = draft.email.trim();
  if (email === "" && draft.mobile.trim() === "") faults.email = "addressMissing";
  else if (email !== "" && !/^\S+@\S+\.\S+$/.test(email)) faults.email = "emailUnfit";
  return faults;
}

const FIELD_OF_REASON: Record<string, PersonField> = {
  "name-unfit": "family_name",
  "email-unfit": "email",
  "address-missing": "email",
  "member-known": "email",
  "mobile-unfit": "mobile",
  "landline-unfit": "landline",
};

/** Give the field that a refusal is about; null: none of them. */
export function fieldOf(refusal: Refusal | null): PersonField | null {
  return refusal === null ? null : (FIELD_OF_REASON[refusal.reason] ?? null);
}

export function toBody(draft: PersonDraft): HttpBody<"PersonIn"> {
  return { ...draft };
}
