import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServices } from "../app/services";

const SETTLE_MS = 1_000; // the station's journal reaches the history a moment after the call's end

/** Load the history anew when a call changed while it is looked at. */
export function useHistoryNews(): void {
  const { link } = useServices();
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isFirst = true; // the state known already is handed over at once; it is no news
    const unsubscribe = link.on("show.calls", () => {
      if (isFirst) return;
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["history"] }), SETTLE_MS);
    });
    isFirst = false;
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [link, queries]);
}
