import type { HttpBody } from "@genkan/contract";
import { Button } from "@genkan/ui";
import { LifeBuoy } from "lucide-react";
import { useState } from "react";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import type { WithProof } from "./proof";
import { useSecurityWords } from "./use-security-words";

export interface RecoverySectionProps {
  left: number;
  withProof: WithProof;
  onMade(codes: string[]): void;
}

/** How many recovery codes are left, and new ones. */
export function RecoverySection({ left, withProof, onMade }: RecoverySectionProps) {
  const { t } = useSecurityWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const renew = async () => {
    const answer = await withProof(() =>
      sending.send<HttpBody<"RecoveryCodesOut">>("POST", "/api/portal/me/security/recovery-codes"),
    );
    if (answer?.ok !== true) return;
    setAsking(false);
    onMade(answer.body.recovery_codes);
  };
  return (
    <Section title={t("recovery.title")} text={t("recovery.text")}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-16" data-testid="recovery-left">
          {t("recovery.left", { count: left })}
        </p>
        {isAsking ? null : (
          <Button
            tone="quiet"
            size="small"
            icon={<LifeBuoy size={18} strokeWidth={1.75} aria-hidden />}
            data-testid="recovery-renew"
            onClick={() => setAsking(true)}
          >
            {t("recovery.renew")}
          </Button>
        )}
      </div>
      <Problem refusal={sending.refusal?.reason === "proof-needed" ? null : sending.refusal} />
      {isAsking ? (
        <Confirm
          tone="primary"
          title={t("recovery.renewTitle")}
          text={t("recovery.renewText")}
          action={t("recovery.renew")}
          isBusy={sending.isBusy}
          confirm={() => void renew()}
          cancel={() => setAsking(false)}
          testId="recovery-renew"
        />
      ) : null}
    </Section>
  );
}
