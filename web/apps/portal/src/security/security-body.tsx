import { useProof } from "@genkan/shell";
import { useQuery } from "@tanstack/react-query";
import { lazy, useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { securityQuery } from "../app/data";
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
      <CannotShow
        title={t("security.refused")}
        error={security.error}
        retry={() => void security.refetch()}
      />
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
