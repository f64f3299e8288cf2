import type { HttpBody } from "@genkan/contract";
import { queryOptions } from "@tanstack/react-query";
import { load } from "../app/refused";

export type Notice = HttpBody<"OwnNoticeOut">;

/** The notices for one's homes; kept by person: the next to sign in on this device sees nothing of it. */
export function noticesQuery(personId: string, language: string) {
  return queryOptions({
    queryKey: ["notices", personId, language],
    queryFn: async () =>
      (await load<HttpBody<"OwnNoticesOut">>(`/api/app/notices?language=${language === "en" ? "en" : "ja"}`))
        .notices,
  });
}
