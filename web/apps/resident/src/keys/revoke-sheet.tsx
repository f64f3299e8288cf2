import { useQueryClient } from "@tanstack/react-query";
import { ConfirmSheet } from "../app/confirm-sheet";
import type { KeyDetail } from "./key-types";
import { revokeKey } from "./keys-api";
import { useKeyWords } from "./use-key-words";

/** Asks before a key is revoked: it cannot be undone. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function RevokeSheet({ detail, close }: { detail: KeyDetail; close(): void }) {
  const { t } = useKeyWords();
  const queries = useQueryClient();
  return (
    <ConfirmSheet
      title={t("key.revokeAsk", { name: detail.visitor_name })}
      text={t("key.revokeText")}
      action={t("key.revoke")}
      testId="key-revoke-confirm"
      run={() => revokeKey(detail.key_id)}
      onDone={(revoked) => {
        queries.setQueryData(["key", detail.key_id], revoked);
        void queries.invalidateQueries({ queryKey: ["keys"] });
        close();
      }}
      close={close}
    />
  );
}
