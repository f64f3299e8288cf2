import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { emptyPerson, fieldOf, findFaults, toBody } from "@genkan/shell/person";
import { Button } from "@genkan/ui";
import { UserPlus } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { Home } from "../app/data";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { toWallClock } from "../app/wall-clock";
import { PersonFields } from "../people/person-fields";
import { Problem } from "../people/problem";
import { InstantChoice, type InstantDraft, NOW, readInstant } from "./instant-choice";

const MINUTE_MS = 60_000; // what the field for an instant can say

export interface MoveInFormProps {
  home: Home;
  zone: string;
  /** When the home becomes free; null: it is. */
  freeMs: number | null;
}

/** Lets a household move in: its master is who gets the account mail. */
export function MoveInForm({ home, zone, freeMs }: MoveInFormProps) {
  const { t, i18n } = useWords();
  const sending = useSending();
  const [draft, setDraft] = useState(() => emptyPerson(i18n.language));
  const [when, setWhen] = useState<InstantDraft>(() =>
    freeMs === null ? NOW : { isNow: false, text: toWallClock(freeMs + MINUTE_MS - 1, zone) },
  );
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.isBusy) return;
    setTried(true);
    const since = readInstant(when, zone);
    if (Object.keys(findFaults(draft)).length > 0 || since === undefined) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const body: HttpBody<"MoveInIn"> = { master: toBody(draft), since_ms: since };
    const answer = await sending.send("POST", `/api/portal/homes/${home.home_id}/households`, body);
    if (answer.ok) announce(t("moveIn.done", { number: home.number }));
  };

  return (
    <form
      ref={form}
      className="flex flex-col gap-5"
      onSubmit={(event) => void submit(event)}
      noValidate
      data-testid="portal-move-in"
    >
      <div>
        <h3 className="font-semibold text-16">{t("moveIn.title")}</h3>
        <p className="mt-1 text-14 text-quiet">{t("moveIn.text")}</p>
      </div>
      <PersonFields draft={draft} change={setDraft} wasTried={wasTried} refusal={sending.refusal} />
      <InstantChoice
        legend={t("moveIn.when")}
        draft={when}
        change={setWhen}
        zone={zone}
        wasTried={wasTried}
      />
      {fieldOf(sending.refusal) === null ? <Problem refusal={sending.refusal} /> : null}
      <Button
        type="submit"
        isWide
        isBusy={sending.isBusy}
        icon={<UserPlus size={20} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-move-in-submit"
      >
        {t("moveIn.submit")}
      </Button>
    </form>
  );
}
