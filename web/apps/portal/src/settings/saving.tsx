import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import type { PropertySettings } from "../app/data";
import { type Sending, useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Problem } from "../people/problem";

export interface FieldsProps {
  propertyId: string;
  settings: PropertySettings;
}

/** Save all of a property's settings. */
export function useSave(propertyId: string): {
  sending: Sending;
  save(settings: PropertySettings): Promise<void>;
} {
  const { t } = useWords();
  const sending = useSending();
  const save = async (settings: PropertySettings) => {
    if (sending.isBusy) return;
    const answer = await sending.send("PUT", `/api/portal/properties/${propertyId}/settings`, settings);
    if (answer.ok) announce(t("form.saved"));
  };
  return { sending, save };
}

/** The button, what came of it, and why it did not. */
export function Save({ sending, testId }: { sending: Sending; testId: string }) {
  const { t } = useWords();
  return (
    <>
      <Problem refusal={sending.refusal} />
      <div className="flex items-center gap-3">
        <Button type="submit" isBusy={sending.isBusy} data-testid={testId}>
          {t("form.save")}
        </Button>
        {sending.wasSent && sending.refusal === null ? (
          <span className="text-14 text-pine">{t("form.saved")}</span>
        ) : null}
      </div>
    </>
  );
}
