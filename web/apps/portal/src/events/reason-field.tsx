import { TextField } from "@genkan/ui";
import { useEventWords } from "./use-event-words";

export interface ReasonFieldProps {
  reason: string;
  change(reason: string): void;
  isMissing: boolean;
}

/** Why something of a household is looked at; the household reads it as it stands here. */
export function ReasonField({ reason, change, isMissing }: ReasonFieldProps) {
  const { t } = useEventWords();
  return (
    <TextField
      label={t("reason.label")}
      hint={t("reason.hint")}
      error={isMissing ? t("reason.missing") : null}
      value={reason}
      maxLength={120}
      autoComplete="off"
      data-testid="portal-reason"
      onChange={(event) => change(event.target.value)}
    />
  );
}
