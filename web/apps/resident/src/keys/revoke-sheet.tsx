import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { KeyDetail } from "./key-types";
import { revokeKey } from "./keys-api";
import { useKeyWords } from "./use-key-words";

/** Asks before a key is revoked: it cannot be undone. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function RevokeSheet({ detail, close }: { detail: KeyDetail; close(): void }) {
  const { t } = useKeyWords();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const revoke = async () => {
    setBusy(true);
    const answer = await revokeKey(detail.key_id);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    queries.setQueryData(["key", detail.key_id], answer.body);
    void queries.invalidateQueries({ queryKey: ["keys"] });
    close();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t("key.revokeAsk", { name: detail.visitor_name })}
      description={t("key.revokeText")}
    >
      <div className="flex flex-col gap-3">
        {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
        <Button
          tone="danger"
          size="large"
          isWide
          isBusy={isBusy}
          data-testid="key-revoke-confirm"
          onClick={() => void revoke()}
        >
          {t("key.revoke")}
        </Button>
        <Button tone="quiet" size="large" isWide onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </Sheet>
  );
}
