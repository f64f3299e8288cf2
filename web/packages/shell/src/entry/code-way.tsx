import type { Answer, Refusal } from "@genkan/link";
import { Banner, Button } from "@genkan/ui";
import { MessageSquareText } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { CodeSent, TypedNumber } from "./api";
import { CodeBoxes } from "./code-boxes";
import { NumberField } from "./number-field";
import { Problem } from "./problem";
import { ResendButton } from "./resend-button";
import { useEntryWords } from "./words";

const CODE_LENGTH = 6;

export interface CodeWayProps {
  request(number: TypedNumber): Promise<Answer<CodeSent>>;
  check(number: TypedNumber, code: string): Promise<Answer<unknown>>;
  /** What the button below the code says. */
  submitWords: string;
}

/** A number, then the code that was sent to it. What was typed stays, whatever the answer is. */
export function CodeWay({ request, check, submitWords }: CodeWayProps) {
  const { t } = useEntryWords();
  const [number, setNumber] = useState<TypedNumber>({ mobile: "", region: "JP" });
  const [isMissing, setMissing] = useState(false);
  const [sent, setSent] = useState<CodeSent | null>(null);
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const codeRef = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (sent !== null) codeRef.current?.focus();
  }, [sent]);

  const ask = async () => {
    if (isBusy) return;
    setMissing(number.mobile.trim() === "");
    if (number.mobile.trim() === "") return;
    setBusy(true);
    setRefusal(null);
    const answer = await request(number);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    setCode("");
    setSent(answer.body);
  };

  const enter = async (digits: string) => {
    if (isBusy || digits.length < CODE_LENGTH) return codeRef.current?.focus();
    setBusy(true);
    setRefusal(null);
    const answer = await check(number, digits);
    setBusy(false);
    if (answer.ok) return;
    setRefusal(answer.refusal);
    codeRef.current?.select();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (sent === null ? ask() : enter(code));
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={submit} noValidate>
      <NumberField
        value={number}
        onChange={(changed) => {
          setNumber(changed);
          setSent(null);
        }}
        error={isMissing ? t("number.missing") : null}
      />
      {sent === null ? null : (
        <>
          <Banner tone="success" icon={<MessageSquareText size={20} />}>
            <span className="font-semibold">{t("code.sent")}</span>
            <span className="block">{t("code.sentText")}</span>
          </Banner>
          <CodeBoxes
            ref={codeRef}
            label={t("code.label")}
            length={CODE_LENGTH}
            value={code}
            isWrong={refusal?.reason === "wrong-code"}
            onChange={(digits) => {
              setCode(digits);
              if (digits.length === CODE_LENGTH && digits !== code) void enter(digits);
            }}
          />
          <ResendButton sent={sent} onResend={() => void ask()} />
        </>
      )}
      <Problem refusal={refusal} />
      <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="code-submit">
        {sent === null ? t("code.request") : submitWords}
      </Button>
    </form>
  );
}
