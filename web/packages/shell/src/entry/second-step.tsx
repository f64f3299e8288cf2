import type { HttpBody } from "@genkan/contract";
import type { Answer, Refusal } from "@genkan/link";
import { Button, Skeleton, TextField } from "@genkan/ui";
import { ArrowLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { callApi } from "../api";
import { describeDevice } from "../device-label";
import { LanguageToggle } from "../language-toggle";
import type { Signature } from "../passkeys";
import { CodeBoxes } from "./code-boxes";
import { PasskeyButton } from "./passkey-button";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

const CODE_LENGTH = 6;

type Ways = HttpBody<"StepOut">;

export interface SecondStepProps<M> {
  app: "resident" | "portal";
  onSignedIn(me: M): void;
  /** Sign in from the start. */
  onLeave(): void;
}

/** The second step of signing in: a passkey, a code of the authenticator app, or a recovery code. */
export function SecondStep<M>({ app, onSignedIn, onLeave }: SecondStepProps<M>) {
  const { t } = useEntryWords();
  const [ways, setWays] = useState<Ways | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isRecovering, setRecovering] = useState(false);

  useEffect(() => {
    void look<Ways>(app).then((answer) => (answer.ok ? setWays(answer.body) : setRefusal(answer.refusal)));
  }, [app]);

  const take = async (path: string, body: object) => {
    const device = { app, device_label: describeDevice(navigator.userAgent) };
    const answer = await callApi<M>(`/api/sign-in/second/${path}`, {
      method: "POST",
      body: { ...body, ...device },
    });
    if (answer.ok) onSignedIn(answer.body);
    return answer;
  };
  const hasApp = ways?.has_totp === true;
  const isTyping = isRecovering || hasApp;
  return (
    <main className="flex min-h-dvh flex-col px-5 pt-[calc(0.75rem+env(safe-area-inset-top))] pb-10">
      <div className="flex items-center justify-between">
        <Button
          tone="plain"
          className="-ml-3"
          icon={<ArrowLeft size={22} strokeWidth={1.75} />}
          data-testid="second-leave"
          onClick={onLeave}
        >
          {t("second.leave")}
        </Button>
        <LanguageToggle />
      </div>
      <section
        aria-labelledby="second-title"
        className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-5 py-6"
        data-testid="second-step"
      >
        <h1 id="second-title" className="font-semibold text-24">
          {t("second.title")}
        </h1>
        <Problem refusal={refusal} />
        {ways === null && refusal === null ? <Skeleton className="h-40" /> : null}
        {ways?.passkey && !isRecovering ? (
          <PasskeyButton
            words={t("second.passkey")}
            isAlone={false}
            ask={async () => {
              const answer = await look<Ways>(app); // what is signed is new each time
              if (!answer.ok) return answer;
              return {
                ok: true,
                body: answer.body.passkey ?? { challenge: "", rp_id: "", credential_ids: [] },
              };
            }}
            take={(signed: Signature) => take("passkey", { signed })}
          />
        ) : null}
        {ways?.passkey && hasApp && !isRecovering ? (
          <p className="text-center text-14 text-quiet">{t("second.or")}</p>
        ) : null}
        {ways !== null && isTyping ? (
          <CodeForm
            key={isRecovering ? "recovery" : "app"}
            isRecovery={isRecovering}
            take={(code) => take("code", { code })}
          />
        ) : null}
        {ways?.has_recovery_codes && !isRecovering ? (
          <Button tone="plain" data-testid="second-recovery" onClick={() => setRecovering(true)}>
            {t("second.recovery")}
          </Button>
        ) : null}
        {isRecovering ? (
          <Button tone="plain" onClick={() => setRecovering(false)}>
            {t("second.notRecovery")}
          </Button>
        ) : null}
        <p className="text-14 text-quiet">{t("second.lost")}</p>
      </section>
    </main>
  );
}

function look<T>(app: string): Promise<Answer<T>> {
  return callApi<T>("/api/sign-in/second/look", { method: "POST", body: { app } });
}

/** A code to type. What was typed stays, whatever the answer is. */
function CodeForm({
  isRecovery,
  take,
}: {
  isRecovery: boolean;
  take(code: string): Promise<Answer<unknown>>;
}) {
  const { t } = useEntryWords();
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => field.current?.focus(), []);

  const send = async (typed: string) => {
    if (isBusy) return;
    if (typed.trim() === "" || (!isRecovery && typed.length < CODE_LENGTH)) return field.current?.focus();
    setBusy(true);
    setRefusal(null);
    const answer = await take(typed);
    if (answer.ok) return;
    setBusy(false);
    setRefusal(answer.refusal);
    field.current?.focus();
    field.current?.select();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(code);
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={submit} noValidate>
      <p className="text-16">{t(isRecovery ? "second.recoveryText" : "second.codeText")}</p>
      {isRecovery ? (
        <TextField
          ref={field}
          label={t("second.recoveryLabel")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={32}
          data-testid="second-recovery-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      ) : (
        <CodeBoxes
          ref={field}
          label={t("second.codeLabel")}
          length={CODE_LENGTH}
          value={code}
          isWrong={refusal?.reason === "second-factor-wrong"}
          onChange={(digits) => {
            setCode(digits);
            if (digits.length === CODE_LENGTH && digits !== code) void send(digits);
          }}
        />
      )}
      <Problem refusal={isRecovery && refusal?.reason === "second-factor-wrong" ? null : refusal} />
      {isRecovery && refusal?.reason === "second-factor-wrong" ? (
        <p className="text-16 text-crimson" role="alert">
          {t("second.recoveryWrong")}
        </p>
      ) : null}
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="second-submit">
        {t("second.submit")}
      </Button>
    </form>
  );
}
