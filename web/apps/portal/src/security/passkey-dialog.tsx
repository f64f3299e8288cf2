import type { HttpBody } from "@genkan/contract";
import { describeDevice } from "@genkan/shell";
import { makePasskey, type NoPasskey } from "@genkan/shell/passkeys";
import { Banner, Button, TextField } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import type { WithProof } from "./proof";
import { useSecurityWords } from "./use-security-words";

const PATH = "/api/portal/me/security/passkeys";

export interface PasskeyDialogProps {
  withProof: WithProof;
  close(): void;
  onAdded(codes: string[]): void;
}

/** A name, and the browser's own window that makes the passkey. */
export function PasskeyDialog({ withProof, close, onAdded }: PasskeyDialogProps) {
  const { t } = useSecurityWords();
  const sending = useSending();
  const [name, setName] = useState(() => describeDevice(navigator.userAgent));
  const [isBusy, setBusy] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [why, setWhy] = useState<NoPasskey | null>(null);

  const add = async () => {
    const asked = await withProof(() => sending.send<HttpBody<"NewPasskeyOut">>("POST", `${PATH}/begin`));
    if (asked?.ok !== true) return;
    const outcome = await makePasskey(asked.body);
    if (!outcome.ok) return setWhy(outcome.why);
    const answer = await sending.send<HttpBody<"PasskeyAddedOut">>("POST", PATH, {
      name: name.trim(),
      ...outcome.passkey,
    });
    if (answer.ok) onAdded(answer.body.recovery_codes);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy || name.trim() === "") return;
    setBusy(true);
    setWhy(null);
    await add();
    setBusy(false);
  };
  return (
    <Dialog place="middle" title={t("passkeys.add")} close={close} testId="passkey-dialog">
      <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <p className="text-16">{t("passkeys.howTo")}</p>
        <TextField
          label={t("passkeys.name")}
          hint={t("passkeys.nameHint")}
          error={wasTried && name.trim() === "" ? t("passkeys.nameMissing") : null}
          maxLength={120}
          data-testid="passkey-name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {why === null ? null : (
          <Banner tone="info" data-testid="passkey-why">
            {t(`passkeys.why.${why}`)}
          </Banner>
        )}
        <Problem refusal={sending.refusal?.reason === "proof-needed" ? null : sending.refusal} />
        <Button type="submit" isBusy={isBusy} data-testid="passkey-make">
          {t("passkeys.make")}
        </Button>
      </form>
    </Dialog>
  );
}
