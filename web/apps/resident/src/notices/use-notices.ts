import { useReadable } from "@genkan/shell";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServices } from "../app/services";
import { noticesQuery } from "./notices-query";
import { useNoticeWords } from "./use-notice-words";

/** The notices as the server tells them; asked for anew whenever it shows the home anew. */
export function useNotices() {
  const { i18n } = useNoticeWords();
  const { home, session } = useServices();
  const queries = useQueryClient();
  const view = useReadable(session.view);
  const shown = useReadable(home.view);
  const personId = view.state === "signed_in" ? view.me.person_id : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a notice that was just sent comes with the home
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["notices"] });
  }, [shown, queries]);
  return useQuery({ ...noticesQuery(personId, i18n.language), enabled: personId !== "" });
}
