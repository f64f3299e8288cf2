import type { HttpBody } from "@genkan/contract";
import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Fingerprint, KeyRound, Trash2 } from "lucide-react";
import { useState } from "react";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { formatInstant } from "../stations/moments";
import { PasskeyDialog } from "./passkey-dialog";
import type { WithProof } from "./proof";
import { useSecurityWords } from "./use-security-words";

type Passkey = HttpBody<"PasskeyOut">;

export interface PasskeysSectionProps {
  passkeys: Passkey[];
  withProof: WithProof;
  onAdded(codes: string[]): void;
}

/** One's passkeys: added with a name, removed. */
export function PasskeysSection({ passkeys, withProof, onAdded }: PasskeysSectionProps) {
  const { t } = useSecurityWords();
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={t("passkeys.title")}
      text={t("passkeys.text")}
      action={
        <Button
          size="small"
          icon={<Fingerprint size={18} strokeWidth={1.75} aria-hidden />}
          data-testid="passkey-add"
          onClick={() => setAdding(true)}
        >
          {t("passkeys.add")}
        </Button>
      }
    >
      {passkeys.length === 0 ? <p className="text-16 text-quiet">{t("passkeys.none")}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {passkeys.map((passkey) => (
          <PasskeyLine key={passkey.passkey_id} passkey={passkey} withProof={withProof} />
        ))}
      </ul>
      {isAdding ? (
        <PasskeyDialog
          withProof={withProof}
          close={() => setAdding(false)}
          onAdded={(codes) => {
            setAdding(false);
            announce(t("passkeys.added"));
            onAdded(codes);
          }}
        />
      ) : null}
    </Section>
  );
}

function PasskeyLine({ passkey, withProof }: { passkey: Passkey; withProof: WithProof }) {
  const { t, i18n } = useSecurityWords();
  const { now } = useServices();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const tell = (ms: number) => formatInstant(ms, now(), i18n.language);
  const remove = () =>
    withProof(() => sending.send("DELETE", `/api/portal/me/security/passkeys/${passkey.passkey_id}`));
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="passkey-line">
      <div className="flex flex-wrap items-center gap-3">
        <KeyRound size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        <div className="min-w-40 flex-1">
          <p className="break-words font-semibold text-16">{passkey.name}</p>
          <p className="text-14 text-quiet">
            {t("passkeys.since", { time: tell(passkey.created_ms) })} ·{" "}
            {passkey.last_used_ms === null
              ? t("passkeys.unused")
              : t("passkeys.used", { time: tell(passkey.last_used_ms) })}
          </p>
        </div>
        {isAsking ? null : (
          <Button
            tone="quiet"
            size="small"
            icon={<Trash2 size={18} strokeWidth={1.75} aria-hidden />}
            aria-label={t("passkeys.removeOf", { name: passkey.name })}
            data-testid="passkey-remove"
            onClick={() => setAsking(true)}
          >
            {t("form.remove")}
          </Button>
        )}
      </div>
      <Problem refusal={sending.refusal?.reason === "proof-needed" ? null : sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("passkeys.removeTitle", { name: passkey.name })}
          text={t("passkeys.removeText")}
          action={t("form.remove")}
          isBusy={sending.isBusy}
          confirm={() => void remove()}
          cancel={() => setAsking(false)}
          testId="passkey-remove"
        />
      ) : null}
    </li>
  );
}
