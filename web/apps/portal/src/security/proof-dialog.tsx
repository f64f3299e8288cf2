import type { HttpBody } from "@genkan/contract";
import type { Refusal } from "@genkan/link";
import { callApi, PasswordField } from "@genkan/shell";
import { CodeBoxes, Problem, ResendButton } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import { Dialog } from "../app/dialog";
import { useSecurityWords } from "./use-security-words";

const CODE_LENGTH = 6;

/** Password or code, again. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ProofDialog({ settle }: { settle(isProved: boolean): void }) {
  const { t } = useSecurityWords();
  const [password, setPassword] = useState("");
  const [sent, setSent] = useState<HttpBody<"CodeSentOut"> | null>(null);
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const request = async () => {
    setRefusal(null);
    const answer = await callApi<HttpBody<"CodeSentOut">>("/api/portal/me/proof/code", { method: "POST" });
    if (answer.ok) setSent(answer.body);
    else setRefusal(answer.refusal);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const body = sent === null ? { password } : { code };
    const answer = await callApi("/api/portal/me/proof", { method: "POST", body });
    setBusy(false);
    if (answer.ok) settle(true);
    else setRefusal(answer.refusal);
  };
  return (
    <Dialog
      place="middle"
      title={t("proof.title")}
      description={t("proof.text")}
      close={() => settle(false)}
      testId="proof"
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
        {sent === null ? (
          <PasswordField
            label={t("signIn.password")}
            showLabel={t("signIn.showPassword")}
            hideLabel={t("signIn.hidePassword")}
            data-testid="proof-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : (
          <>
            <CodeBoxes label={t("proof.code")} length={CODE_LENGTH} value={code} onChange={setCode} />
            <ResendButton sent={sent} onResend={() => void request()} />
          </>
        )}
        <Problem refusal={refusal} />
        <div className="flex flex-wrap gap-3">
          <Button
            type="submit"
            isBusy={isBusy}
            disabled={sent === null ? password === "" : code.length < CODE_LENGTH}
            data-testid="proof-submit"
          >
            {t("proof.submit")}
          </Button>
          {sent === null ? (
            <Button tone="plain" data-testid="proof-by-code" onClick={() => void request()}>
              {t("proof.byCode")}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
