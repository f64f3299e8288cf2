import { announce } from "@genkan/shell";
import { emptyPerson, fieldOf, findFaults, type PersonDraft, toBody } from "@genkan/shell/person";
import { Button } from "@genkan/ui";
import { type FormEvent, useRef, useState } from "react";
import type { Manager } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { PersonFields } from "../people/person-fields";
import { Problem } from "../people/problem";

export interface ManagerDialogProps {
  propertyId: string;
  /** Whose entry is corrected, before they have come; absent: somebody new. */
  manager?: Manager;
  close(): void;
}

/** Issues a manager's account by mail, or corrects what was typed of it. */
export function ManagerDialog({ propertyId, manager, close }: ManagerDialogProps) {
  const { t, i18n } = useWords();
  const sending = useSending();
  const [typed] = useState(() => draftOf(manager, i18n.language));
  const [draft, setDraft] = useState(typed);
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sendsMail = manager === undefined || isOtherMail(typed, draft);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending.isBusy) return;
    if (Object.keys(findFaults(draft)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const path = `/api/portal/properties/${propertyId}/managers`;
    const answer =
      manager === undefined
        ? await sending.send("POST", path, toBody(draft))
        : await sending.send("PUT", `${path}/${manager.member_id}`, toBody(draft));
    if (!answer.ok) return;
    announce(doneWords());
    close();
  };

  return (
    <Dialog
      place="middle"
      title={
        manager === undefined ? t("managers.add") : t("managers.editTitle", { name: manager.display_name })
      }
      description={t(manager === undefined ? "managers.addText" : "managers.editText")}
      close={close}
      testId="portal-manager-dialog"
    >
      <form ref={form} className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <PersonFields draft={draft} change={setDraft} wasTried={wasTried} refusal={sending.refusal} />
        {fieldOf(sending.refusal) === null ? <Problem refusal={sending.refusal} /> : null}
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-manager-submit">
          {submitWords()}
        </Button>
      </form>
    </Dialog>
  );

  function submitWords(): string {
    if (manager === undefined) return t("managers.submit");
    return t(sendsMail ? "managers.saveMail" : "managers.save");
  }

  function doneWords(): string {
    if (manager === undefined) return t("managers.done");
    return t(sendsMail ? "managers.correctedMail" : "managers.corrected");
  }
}

function draftOf(manager: Manager | undefined, language: string): PersonDraft {
  const empty = emptyPerson(manager?.language ?? language);
  if (manager === undefined) return empty;
  return {
    ...empty,
    family_name: manager.family_name,
    given_name: manager.given_name,
    email: manager.email ?? "",
    mobile: manager.mobile ?? "",
    landline: manager.landline ?? "",
  };
}

/** Whether what was corrected is where, or in which language, the account mail goes. */
function isOtherMail(before: PersonDraft, after: PersonDraft): boolean {
  return (["email", "mobile", "language"] as const).some(
    (field) => before[field].trim() !== after[field].trim(),
  );
}
