import { announce, useProof } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { ShieldOff } from "lucide-react";
import { lazy, useState } from "react";
import type { Manager } from "../app/data";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { useSecurityWords } from "../security/use-security-words";

const ProofDialog = lazy(() => import("../security/proof-dialog"));

/** Says that a manager has a second factor, and takes it from one who has lost it. */
export function ResetFactor({ manager, path }: { manager: Manager; path: string }) {
  const { t } = useSecurityWords();
  const sending = useSending();
  const { withProof, ask } = useProof(ProofDialog);
  const [isAsking, setAsking] = useState(false);
  if (!manager.has_second_factor) return null;
  const name = manager.display_name;
  const reset = async () => {
    const answer = await withProof(() => sending.send("DELETE", `${path}/second-factor`));
    if (answer?.ok !== true) return;
    setAsking(false);
    announce(t("form.saved"));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-14 text-pine">{t("factor.on")}</span>
        {manager.is_me || isAsking ? null : (
          <Button
            tone="plain"
            size="small"
            icon={<ShieldOff size={18} strokeWidth={1.75} aria-hidden />}
            aria-label={t("factor.resetOf", { name })}
            data-testid="portal-reset-factor"
            onClick={() => setAsking(true)}
          >
            {t("factor.reset")}
          </Button>
        )}
      </div>
      <Problem refusal={sending.refusal?.reason === "proof-needed" ? null : sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("factor.resetTitle", { name })}
          text={t("factor.resetText")}
          action={t("factor.reset")}
          isBusy={sending.isBusy}
          confirm={() => void reset()}
          cancel={() => setAsking(false)}
          testId="portal-reset-factor"
        />
      ) : null}
      {ask}
    </div>
  );
}
