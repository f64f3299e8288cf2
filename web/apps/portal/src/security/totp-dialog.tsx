import type { HttpBody } from "@genkan/contract";
import { CodeBoxes, Problem } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { CopyButton } from "../station/copy-button";
import { useSecurityWords } from "./use-security-words";

const QrPicture = lazy(() => import("../station/qr-picture"));

const CODE_LENGTH = 6;

export interface TotpDialogProps {
  setUp: HttpBody<"NewTotpOut">;
  close(): void;
  onConfirmed(codes: string[]): void;
}

/** The secret as a picture and as text, and the first code, which shows that the app has it. */
export function TotpDialog({ setUp, close, onConfirmed }: TotpDialogProps) {
  const { t } = useSecurityWords();
  const sending = useSending();
  const [code, setCode] = useState("");
  const confirm = async (typed: string) => {
    if (sending.isBusy || typed.length < CODE_LENGTH) return;
    const answer = await sending.send<HttpBody<"RecoveryCodesOut">>(
      "POST",
      "/api/portal/me/security/totp/confirm",
      { code: typed },
    );
    if (answer.ok) onConfirmed(answer.body.recovery_codes);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm(code);
  };
  return (
    <Dialog place="middle" title={t("totp.dialogTitle")} close={close} testId="totp-dialog">
      <form className="flex flex-col gap-5" onSubmit={submit} noValidate>
        <p className="text-16">{t("totp.scan")}</p>
        <div className="flex flex-wrap items-center gap-5">
          <Suspense fallback={<div className="size-60 rounded-control bg-sunken" />}>
            <QrPicture text={setUp.uri} label={t("totp.qr")} />
          </Suspense>
          <div className="min-w-52 flex-1">
            <p className="text-14 text-quiet">{t("totp.byHand")}</p>
            <p className="font-mono text-16" data-testid="totp-secret">
              {(setUp.secret.match(/.{1,4}/g) ?? []).join(" ")}
            </p>
            <CopyButton text={setUp.secret}>{t("totp.copy")}</CopyButton>
          </div>
        </div>
        <CodeBoxes
          label={t("totp.code")}
          length={CODE_LENGTH}
          value={code}
          isWrong={sending.refusal?.reason === "second-factor-wrong"}
          onChange={setCode}
        />
        <Problem refusal={sending.refusal} />
        <Button
          type="submit"
          isBusy={sending.isBusy}
          disabled={code.length < CODE_LENGTH}
          data-testid="totp-confirm"
        >
          {t("totp.confirm")}
        </Button>
      </form>
    </Dialog>
  );
}
