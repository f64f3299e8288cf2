import type { Refusal } from "@genkan/link";
import { Button } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import { PasswordField } from "../password-field";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

const SHORTEST = 8;

/** Choose a password. One field that can be looked at: typing it twice only finds what looking finds. */
export function NewPassword({ choose }: { choose(password: string): Promise<Refusal | null> }) {
  const { t } = useEntryWords();
  const [password, setPassword] = useState("");
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isShort = password.length < SHORTEST;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy || isShort) return;
    setBusy(true);
    setRefusal(await choose(password));
    setBusy(false);
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <PasswordField
        label={t("password.label")}
        showLabel={t("password.show")}
        hideLabel={t("password.hide")}
        hint={t("password.hint")}
        error={wasTried && isShort ? t("password.short") : null}
        autoComplete="new-password"
        data-testid="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Problem refusal={refusal} />
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="new-password-submit">
        {t("password.submit")}
      </Button>
    </form>
  );
}
