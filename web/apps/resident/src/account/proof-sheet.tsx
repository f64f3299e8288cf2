import type { Refusal } from "@genkan/link";
import { PasswordField } from "@genkan/shell";
import { CodeBoxes, Problem, ResendButton } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { type FormEvent, useState } from "react";
import { accountApi, type CodeSent } from "./account-api";
import { useAccountWords } from "./words";

/** Password or code, again. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ProofSheet({ settle }: { settle(isProved: boolean): void }) {
  const { t } = useAccountWords();
  const [password, setPassword] = useState("");
  const [sent, setSent] = useState<CodeSent | null>(null);
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const request = async () => {
    setRefusal(null);
    const answer = await accountApi.requestProofCode();
    if (answer.ok) setSent(answer.body);
    else setRefusal(answer.refusal);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const answer = await accountApi.prove(sent === null ? { password } : { code });
    setBusy(false);
    if (answer.ok) settle(true);
    else setRefusal(answer.refusal);
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && settle(false)}
      title={t("proof.title")}
      description={t("proof.text")}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        {sent === null ? (
          <PasswordField
            label={t("proof.password")}
            showLabel={t("password.show")}
            hideLabel={t("password.hide")}
            data-testid="proof-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : (
          <>
            <CodeBoxes label={t("proof.code")} length={6} value={code} onChange={setCode} />
            <ResendButton sent={sent} onResend={() => void request()} />
          </>
        )}
        <Problem refusal={refusal} />
        <Button
          type="submit"
          size="large"
          isWide
          isBusy={isBusy}
          disabled={sent === null ? password === "" : code.length < 6}
          data-testid="proof-submit"
        >
          {t("proof.submit")}
        </Button>
        {sent === null ? (
          <Button tone="plain" data-testid="proof-by-code" onClick={() => void request()}>
            {t("proof.byCode")}
          </Button>
        ) : null}
        <Button tone="quiet" size="large" isWide onClick={() => settle(false)}>
          {t("common:action.cancel")}
        </Button>
      </form>
    </Sheet>
  );
}
