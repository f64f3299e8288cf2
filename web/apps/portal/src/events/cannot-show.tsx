import { tellProblem } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { CloudOff } from "lucide-react";
import { Refused } from "../app/data";
import { useEventWords } from "./use-event-words";

/** Why nothing is shown, and another try. */
export function CannotShow({ error, retry }: { error: Error; retry(): void }) {
  const { t } = useEventWords();
  return (
    <EmptyState
      icon={<CloudOff size={28} strokeWidth={1.75} />}
      title={t("events.refused")}
      action={<Button onClick={retry}>{t("common:action.retry")}</Button>}
    >
      {tellProblem(t, error instanceof Refused ? error.refusal.reason : "internal")}
    </EmptyState>
  );
}
