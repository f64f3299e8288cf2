import type { HttpBody } from "@genkan/contract";
import { Button } from "@genkan/ui";
import { Smartphone } from "lucide-react";
import { useState } from "react";
import type { Security } from "../app/data";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { formatInstant } from "../stations/moments";
import type { WithProof } from "./proof";
import { TotpDialog } from "./totp-dialog";
import { useSecurityWords } from "./use-security-words";

const PATH = "/api/portal/me/security/totp";

export interface TotpSectionProps {
  security: Security;
  withProof: WithProof;
  onAdded(codes: string[]): void;
}

/** The authenticator app: switched on by its first code, and off. */
export function TotpSection({ security, withProof, onAdded }: TotpSectionProps) {
  const { t, i18n } = useSecurityWords();
  const { now } = useServices();
  const sending = useSending();
  const [setUp, setSetUp] = useState<HttpBody<"NewTotpOut"> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isOn = security.totp_since_ms !== null;
  const tell = (ms: number | null) => (ms === null ? "" : formatInstant(ms, now(), i18n.language));
  const begin = async () => {
    const answer = await withProof(() => sending.send<HttpBody<"NewTotpOut">>("POST", PATH));
    if (answer?.ok === true) setSetUp(answer.body);
  };
  const remove = async () => {
    const answer = await withProof(() => sending.send("DELETE", PATH));
    if (answer?.ok === true) setAsking(false);
  };
  return (
    <Section
      title={t("totp.title")}
      text={t("totp.text")}
      action={
        isOn ? null : (
          <Button
            size="small"
            tone="quiet"
            isBusy={sending.isBusy}
            icon={<Smartphone size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="totp-begin"
            onClick={() => void begin()}
          >
            {t("totp.begin")}
          </Button>
        )
      }
    >
      {isOn ? (
        <div className="flex flex-wrap items-center justify-between gap-3" data-testid="totp-on">
          <div>
            <p className="font-semibold text-16 text-pine">{t("totp.on")}</p>
            <p className="text-14 text-quiet">
              {t("totp.since", { time: tell(security.totp_since_ms) })} ·{" "}
              {t("totp.used", { time: tell(security.totp_last_used_ms) })}
            </p>
          </div>
          {isAsking ? null : (
            <Button tone="quiet" size="small" data-testid="totp-remove" onClick={() => setAsking(true)}>
              {t("totp.remove")}
            </Button>
          )}
        </div>
      ) : (
        <p className="text-16 text-quiet">{t("totp.off")}</p>
      )}
      <Problem refusal={sending.refusal?.reason === "proof-needed" ? null : sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("totp.removeTitle")}
          text={t("totp.removeText")}
          action={t("totp.remove")}
          isBusy={sending.isBusy}
          confirm={() => void remove()}
          cancel={() => setAsking(false)}
          testId="totp-remove"
        />
      ) : null}
      {setUp === null ? null : (
        <TotpDialog
          setUp={setUp}
          close={() => setSetUp(null)}
          onConfirmed={(codes) => {
            setSetUp(null);
            onAdded(codes);
          }}
        />
      )}
    </Section>
  );
}
