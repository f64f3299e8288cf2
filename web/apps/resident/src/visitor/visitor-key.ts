import { callApi } from "@genkan/shell";
import type { Schedule } from "@genkan/shell/schedule";
import { useCallback, useEffect, useState } from "react";
import type { KeyState } from "../keys/key-types";

export interface VisitorKey {
  building_name: string;
  address: string | null;
  visitor_name: string;
  schedule: Schedule;
  time_zone: string;
  state: KeyState;
  next_ms: number | null;
  until_ms: number | null;
  uses: number | null;
  uses_left: number | null;
  doors: string[];
  qr_text: string | null;
  entrance: string | null;
}

export type VisitorView =
  | { state: "loading" }
  | { state: "refused"; reason: string }
  | { state: "shown"; key: VisitorKey; isStale: boolean }; // stale: the server could not be asked again

const FRESH_MS = 30_000;

/** Follow the key behind a link. The token goes in a body: no log and no history sees it. */
export function useVisitorKey(token: string): { view: VisitorView; reload: () => void } {
  const [view, setView] = useState<VisitorView>({ state: "loading" });
  const load = useCallback(async () => {
    const answer = await callApi<VisitorKey>("/api/visitor/key", { method: "POST", body: { token } });
    setView((before) => {
      if (answer.ok) return { state: "shown", key: answer.body, isStale: false };
      // What was shown stays: the lobby may have no reception, and the code works all the same.
      if (before.state === "shown" && answer.refusal.reason !== "not-found")
        return { ...before, isStale: true };
      return { state: "refused", reason: answer.refusal.reason };
    });
  }, [token]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), FRESH_MS);
    const again = () => {
      if (document.visibilityState === "visible") void load();
    };
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [load]);
  return { view, reload: () => void load() };
}
