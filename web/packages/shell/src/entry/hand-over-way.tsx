import type { Refusal } from "@genkan/link";
import { Button } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import type { EntryApi } from "./api";
import { CodeBoxes } from "./code-boxes";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

const CODE_LENGTH = 8;

/** The code that the browser's page of the link showed, typed into the installed app. */
export function HandOverWay<M>({ api, onSignedIn }: { api: EntryApi<M>; onSignedIn(me: M): void }) {
  const { t } = useEntryWords();
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || code.length < CODE_LENGTH) return;
    setBusy(true);
    setRefusal(null);
    const answer = await api.signInByHandOver(code);
    setBusy(false);
    if (answer.ok) onSignedIn(answer.body);
    else setRefusal(answer.refusal);
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <p className="text-16 text-quiet">{t("handOver.enterText")}</p>
      <CodeBoxes
        label={t("handOver.label")}
        length={CODE_LENGTH}
        value={code}
        isWrong={refusal?.reason === "wrong-code"}
        onChange={setCode}
      />
      <Problem refusal={refusal} />
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="hand-over-submit">
        {t("handOver.submit")}
      </Button>
    </form>
  );
}
