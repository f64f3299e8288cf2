import type { Refusal } from "@genkan/link";
import { callApi } from "@genkan/shell";
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { HistoryPage } from "../app/api-types";

const PAGE_SIZE = 30;

/** A refusal as an exception: how TanStack Query wants to hear of it. */
export class HistoryRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** Pages of the history of one person: the next to sign in on this device sees nothing of it. */
export function historyQuery(personId: string) {
  return infiniteQueryOptions({
    queryKey: ["history", personId],
    initialPageParam: null as number | null,
    queryFn: async ({ pageParam }): Promise<HistoryPage> => {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
      if (pageParam !== null) query.set("before_ms", String(pageParam));
      const answer = await callApi<HistoryPage>(`/api/app/history?${query}`);
      if (!answer.ok) throw new HistoryRefused(answer.refusal);
      return answer.body;
    },
    getNextPageParam: (page) => page.next_before_ms,
  });
}
