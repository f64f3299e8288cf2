import type { Answer } from "@genkan/link";
import { queryOptions } from "@tanstack/react-query";
import { Refused } from "../app/refused";
import { getKey, listKeys } from "./keys-api";

const FRESH_MS = 15_000; // a use at the door shows soon without asking all the time

/** Give the body, or throw what was refused. */
export async function bodyOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer.body;
}

export function keysQuery(householdId: string) {
  return queryOptions({
    queryKey: ["keys", householdId],
    queryFn: () => bodyOf(listKeys(householdId)),
    enabled: householdId !== "",
    refetchInterval: FRESH_MS,
    refetchOnMount: "always",
  });
}

export function keyQuery(keyId: string) {
  return queryOptions({
    queryKey: ["key", keyId],
    queryFn: () => bodyOf(getKey(keyId)),
    refetchInterval: FRESH_MS,
    refetchOnMount: "always",
  });
}
