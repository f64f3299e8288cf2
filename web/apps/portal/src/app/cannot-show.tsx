import { tellProblem } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { CloudOff } from "lucide-react";
import { Refused } from "./data";
import { useWords } from "./use-words";

export interface CannotShowProps {
  /** What could not be read, in the words of the page. */
  title: string;
  error: Error;
  retry(): void;
}

/** Why nothing is shown, and another try. */
export function CannotShow({ title, error, retry }: CannotShowProps) {
  const { t } = useWords();
  return (
    <EmptyState
      icon={<CloudOff size={28} strokeWidth={1.75} />}
      title={title}
      action={<Button onClick={retry}>{t("common:action.retry")}</Button>}
    >
      {tellProblem(t, error instanceof Refused ? error.refusal.reason : "internal")}
    </EmptyState>
  );
}
