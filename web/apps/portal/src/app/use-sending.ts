import type { Answer, Refusal } from "@genkan/link";
import { callApi } from "@genkan/shell";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

export interface Sending {
  isBusy: boolean;
  refusal: Refusal | null;
  /** Send a change; what the pages show is asked for anew when it was made. */
  send<T = undefined>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** Whether the last change was made. */
  wasSent: boolean;
}

/** One form's or one button's way to the server: busy while it is under way, and the refusal that came of it. */
export function useSending(): Sending {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [wasSent, setSent] = useState(false);
  const send = async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    setBusy(true);
    setRefusal(null);
    setSent(false);
    const answer = await callApi<T>(path, { method, body });
    if (answer.ok) await queries.invalidateQueries();
    else setRefusal(answer.refusal);
    setBusy(false);
    setSent(answer.ok);
    return answer;
  };
  return { isBusy, refusal, wasSent, send };
}
