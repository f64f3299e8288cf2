import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useState } from "react";
import { useKeyWords } from "../keys/use-key-words";
import { deletePin, type PinState } from "./pin-api";

interface DeletePinSheetProps {
  householdId: string;
  close(): void;
  keep(state: PinState): void;
}

/** Asks before the household's PIN is deleted. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function DeletePinSheet({ householdId, close, keep }: DeletePinSheetProps) {
  const { t } = useKeyWords();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const answer = await deletePin(householdId);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    close();
    keep({ is_set: false, length: null, set_ms: null, is_void: false });
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t("pin.deleteAsk")}
      description={t("pin.deleteText")}
    >
      <div className="flex flex-col gap-3">
        {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
        <Button
          tone="danger"
          size="large"
          isWide
          isBusy={isBusy}
          data-testid="pin-delete-confirm"
          onClick={() => void remove()}
        >
          {t("pin.delete")}
        </Button>
        <Button tone="quiet" size="large" isWide onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </Sheet>
  );
}
