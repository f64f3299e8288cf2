import { ConfirmSheet } from "../app/confirm-sheet";
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
  return (
    <ConfirmSheet
      title={t("pin.deleteAsk")}
      text={t("pin.deleteText")}
      action={t("pin.delete")}
      testId="pin-delete-confirm"
      run={() => deletePin(householdId)}
      onDone={() => {
        close();
        keep({ is_set: false, length: null, set_ms: null, is_void: false });
      }}
      close={close}
    />
  );
}
