import type { Answer, Refusal } from "@genkan/link";
import { CodeBoxes, NumberField, Problem, ResendButton } from "@genkan/shell/entry";
import { Button, TextField } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { type FormEvent, useState } from "react";
import { type AddressKind, accountApi, type CodeSent, type Profile } from "./account-api";
import { useAccountWords } from "./words";

export interface AddressSheetProps {
  kind: AddressKind;
  withProof<T>(call: () => Promise<Answer<T>>): Promise<Answer<T> | null>;
  close(): void;
  onChanged(profile: Profile): void;
}

/** A new mail address or mobile number: it becomes one's own once a code sent there comes back. */
export function AddressSheet({ kind, withProof, close, onChanged }: AddressSheetProps) {
  const { t } = useAccountWords();
  const [email, setEmail] = useState("");
  const [number, setNumber] = useState({ mobile: "", region: "JP" });
  const [sent, setSent] = useState<CodeSent | null>(null);
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const address = kind === "email" ? { email } : number;

  const request = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await withProof(() => accountApi.requestAddressCode(kind, address));
    setBusy(false);
    if (answer === null) return;
    if (answer.ok) setSent(answer.body);
    else setRefusal(answer.refusal);
  };
  const confirm = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await withProof(() => accountApi.changeAddress(kind, { ...address, code }));
    setBusy(false);
    if (answer === null) return;
    if (answer.ok) onChanged(answer.body);
    else setRefusal(answer.refusal);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void (sent === null ? request() : confirm());
  };

  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t(kind === "email" ? "address.email" : "address.mobile")}
      description={t("address.text")}
    >
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
        {kind === "email" ? (
          <TextField
            label={t("profile.email")}
            type="email"
            autoComplete="email"
            data-testid="address-email"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              setSent(null);
            }}
          />
        ) : (
          <NumberField
            value={number}
            error={null}
            onChange={(changed) => {
              setNumber(changed);
              setSent(null);
            }}
          />
        )}
        {sent === null ? null : (
          <>
            <CodeBoxes label={t("proof.code")} length={6} value={code} onChange={setCode} />
            <ResendButton sent={sent} onResend={() => void request()} />
          </>
        )}
        <Problem refusal={refusal} />
        <Button type="submit" size="large" isWide isBusy={isBusy} data-testid="address-submit">
          {t(sent === null ? "address.send" : "address.confirm")}
        </Button>
      </form>
    </Sheet>
  );
}
