import type { Answer, Refusal } from "@genkan/link";
import { Banner, Button } from "@genkan/ui";
import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { callApi } from "../api";
import { describeDevice } from "../device-label";
import { type Asked, type NoPasskey, type Signature, signByPasskey } from "../passkeys";
import { Problem } from "./problem";
import { useEntryWords } from "./words";

export interface PasskeyButtonProps {
  words: string;
  isAlone: boolean;
  ask(): Promise<Answer<Asked>>;
  take(signed: Signature): Promise<Answer<unknown>>;
  tone?: "primary" | "quiet";
}

/** Asks a passkey to sign, and brings what it has signed. Says why when nothing came of it. */
export function PasskeyButton({ words, isAlone, ask, take, tone = "primary" }: PasskeyButtonProps) {
  const { t } = useEntryWords();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [why, setWhy] = useState<NoPasskey | null>(null);
  const press = async () => {
    setBusy(true);
    setRefusal(null);
    setWhy(null);
    const asked = await ask();
    if (asked.ok) {
      const outcome = await signByPasskey(asked.body, isAlone);
      if (outcome.ok) {
        const answer = await take(outcome.passkey);
        if (!answer.ok) setRefusal(answer.refusal);
      } else setWhy(outcome.why);
    } else setRefusal(asked.refusal);
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="large"
        isWide
        tone={tone}
        isBusy={isBusy}
        icon={<Fingerprint size={22} strokeWidth={1.75} aria-hidden />}
        data-testid="passkey"
        onClick={() => void press()}
      >
        {words}
      </Button>
      {why === null ? null : (
        <Banner tone="info" data-testid="passkey-why">
          {t(`passkey.${why}`)}
        </Banner>
      )}
      <Problem refusal={refusal} />
    </div>
  );
}

/** How a passkey signs in alone, to one of the two apps. */
export function openPasskeyEntry<M>(app: "resident" | "portal") {
  const device = { app, device_label: describeDevice(navigator.userAgent) };
  return {
    ask: () => callApi<Asked>("/api/sign-in/passkey/offer", { method: "POST" }),
    take: (signed: Signature) =>
      callApi<M>("/api/sign-in/passkey", { method: "POST", body: { signed, ...device } }),
  };
}
