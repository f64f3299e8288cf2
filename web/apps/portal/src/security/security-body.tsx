import { tellProblem, useProof } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { lazy, useState } from "react";
import { Refused, securityQuery } from "../app/data";
import { TableSoon } from "../devices/table-soon";
import { PasskeysSection } from "./passkeys-section";
import { RecoveryCodes } from "./recovery-codes";
import { RecoverySection } from "./recovery-section";
import { TotpSection } from "./totp-section";
import { useSecurityWords } from "./use-security-words";

const ProofDialog = lazy(() => import("./proof-dialog"));

/** The authenticator app, the passkeys and the recovery codes. `onSafe`: a factor is set up, its codes were seen. */
export function SecurityBody({ onSafe }: { onSafe(): void }) {
  const { t } = useSecurityWords();
  const { withProof, ask } = useProof(ProofDialog);
  const security = useQuery(securityQuery);
  const [codes, setCodes] = useState<string[]>([]);
  if (security.isError)
    return (
      <EmptyState
        icon={<CloudOff size={28} strokeWidth={1.75} />}
        title={t("security.refused")}
        action={<Button onClick={() => void security.refetch()}>{t("common:action.retry")}</Button>}
      >
        {tellProblem(t, security.error instanceof Refused ? security.error.refusal.reason : "internal")}
      </EmptyState>
    );
  if (security.data === undefined) return <TableSoon />;
  /** Show new codes first; none: there is nothing to see. */
  const added = (made: string[]) => {
    setCodes(made);
    if (made.length === 0) onSafe();
  };
  const { data } = security;
  const hasFactor = data.totp_since_ms !== null || data.passkeys.length > 0;
  return (
    <>
      <PasskeysSection passkeys={data.passkeys} withProof={withProof} onAdded={added} />
      <TotpSection security={data} withProof={withProof} onAdded={added} />
      {hasFactor ? (
        <RecoverySection left={data.recovery_codes_left} withProof={withProof} onMade={setCodes} />
      ) : null}
      {ask}
      {codes.length === 0 ? null : (
        <RecoveryCodes
          codes={codes}
          close={() => {
            setCodes([]);
            onSafe();
          }}
        />
      )}
    </>
  );
}
