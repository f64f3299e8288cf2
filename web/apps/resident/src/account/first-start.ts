import { openStorage } from "@genkan/shell";
import type { Me } from "../app/api-types";

/** What somebody new is led through, each to be skipped and found again in 「マイページ」. */
export const STEPS = ["password", "lock", "permissions", "contact", "test", "pin"] as const;
export type Step = (typeof STEPS)[number];

const KEY = "genkan.start"; // "<person> <step they are at>", or "<person> done"

/** Whether this person, on this device, is at their first start. */
export function isFirstStart({ person_id, consent_version, has_password }: Me): boolean {
  const at = read(person_id);
  return consent_version !== null || (at === null ? !has_password : at !== "done");
}

/** Where somebody stopped who closed the app meanwhile. */
export function readStep(personId: string): Step {
  const at = read(personId);
  return STEPS.find((step) => step === at) ?? STEPS[0];
}

export function noteStep(personId: string, step: Step | "done"): void {
  openStorage("local").setItem(KEY, `${personId} ${step}`);
}

function read(personId: string): string | null {
  const [known, at] = (openStorage("local").getItem(KEY) ?? "").split(" ");
  return known === personId ? (at ?? null) : null;
}
