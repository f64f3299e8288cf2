import type { HttpBody } from "@genkan/contract";
import { queryOptions } from "@tanstack/react-query";
import { load } from "../app/refused";

export type Family = HttpBody<"FamilyOut">;
export type Member = HttpBody<"MemberOut">;

/** The people of a household; kept by person: the next to sign in on this device sees nothing of it. */
export function familyQuery(personId: string, householdId: string) {
  return queryOptions({
    queryKey: ["family", personId, householdId],
    queryFn: () => load<Family>(`${householdPath(householdId)}/family`),
  });
}

export function householdPath(householdId: string): string {
  return `/api/app/households/${encodeURIComponent(householdId)}`;
}

/** Write an amount that the server keeps in the currency's smallest unit. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}
