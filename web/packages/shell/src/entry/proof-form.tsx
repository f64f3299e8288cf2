import type { Answer, Refusal } from "@genkan/link";
import { Button } from "@genkan/ui";
import { clsx } from "clsx";
import { type FormEvent, type ReactNode, useState } from "react";
import { PasswordField } from "../password-field";
import type { CodeSent } from "./api";
import { CodeBoxes } from "./code-boxes";
import { Problem } from "./problem";
import { ResendButton } from "./resend-button";

const CODE_LENGTH = 6;

/** What the form asks of the server, in the app it stands in. */
export interface ProofApi {
  requestCode(): Promise<Answer<CodeSent>>;
  prove(proof: { password: string } | { code: string }): Promise<Answer<unknown>>;
}

export interface ProofWords {
  password: string;
  show: string;
  hide: string;
  code: string;
  submit: string;
  byCode: string;
}

export interface ProofFormProps {
  api: ProofApi;
  words: ProofWords;
  onProved(): void;
  /** Whether they have a password of their own; without one only a code says who they are. */
  hasPassword?: boolean;
  /** For a thumb: buttons as wide as the form, one below the other. */
  isLarge?: boolean;
  /** What else there is to press. */
  children?: ReactNode;
}

/** Password or code, again. */
export function ProofForm({
  api,
  words,
  onProved,
  hasPassword = true,
  isLarge = false,
  children,
}: ProofFormProps) {
  const size = isLarge ? "large" : "medium";
  const [password, setPassword] = useState("");
  const [sent, setSent] = useState<CodeSent | null>(null);
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const request = async () => {
    setRefusal(null);
    const answer = await api.requestCode();
    if (answer.ok) setSent(answer.body);
    else setRefusal(answer.refusal);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setRefusal(null);
    const answer = await api.prove(sent === null ? { password } : { code });
    setBusy(false);
    if (answer.ok) onProved();
    else setRefusal(answer.refusal);
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)} noValidate>
      {sent === null && hasPassword ? (
        <PasswordField
          label={words.password}
          showLabel={words.show}
          hideLabel={words.hide}
          data-testid="proof-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      ) : null}
      {sent === null ? null : (
        <>
          <CodeBoxes label={words.code} length={CODE_LENGTH} value={code} onChange={setCode} />
          <ResendButton sent={sent} onResend={() => void request()} />
        </>
      )}
      <Problem refusal={refusal} />
      <div className={clsx("flex", isLarge ? "flex-col gap-4" : "flex-wrap gap-3")}>
        {sent !== null || hasPassword ? (
          <Button
            type="submit"
            size={size}
            isWide={isLarge}
            isBusy={isBusy}
            disabled={sent === null ? password === "" : code.length < CODE_LENGTH}
            data-testid="proof-submit"
          >
            {words.submit}
          </Button>
        ) : null}
        {sent === null ? (
          <Button
            {...(hasPassword ? { tone: "plain" as const } : { size })}
            data-testid="proof-by-code"
            onClick={() => void request()}
          >
            {words.byCode}
          </Button>
        ) : null}
        {children}
      </div>
    </form>
  );
}
