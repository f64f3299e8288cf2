import { announce } from "@genkan/shell";
import { emptyPerson, fieldOf, findFaults, toBody } from "@genkan/shell/person";
import { Button } from "@genkan/ui";
import { type FormEvent, useRef, useState } from "react";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { PersonFields } from "../people/person-fields";
import { Problem } from "../people/problem";

/** Issues a manager's account by mail. */
export function ManagerDialog({ propertyId, close }: { propertyId: string; close(): void }) {
  const { t, i18n } = useWords();
  const sending = useSending();
  const [draft, setDraft] = useState(() => emptyPerson(i18n.language));
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    if (Object.keys(findFaults(draft)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const path = `/api/portal/properties/${propertyId}/managers`;
    const answer = await sending.send("POST", path, toBody(draft));
    if (!answer.ok) return;
    announce(t("managers.done"));
    close();
  };

  return (
    <Dialog place="middle" title={t("managers.add")} description={t("managers.addText")} close={close}>
      <form ref={form} className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <PersonFields draft={draft} change={setDraft} wasTried={wasTried} refusal={sending.refusal} />
        {fieldOf(sending.refusal) === null ? <Problem refusal={sending.refusal} /> : null}
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-manager-submit">
          {t("managers.submit")}
        </Button>
      </form>
    </Dialog>
  );
}
