import { announce } from "@genkan/shell";
import type { Account } from "../app/data";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { useAccountWords } from "./use-account-words";
import { useSheets } from "./use-sheets";

export interface PrintConfirmProps {
  propertyId: string;
  told: readonly Account[];
  close(): void;
}

/** Asks before sheets are printed: they sign in, and void the earlier ones. */
export function PrintConfirm({ propertyId, told, close }: PrintConfirmProps) {
  const { t } = useAccountWords();
  const sheets = useSheets();
  const count = told.length;
  const before = told.filter((account) => account.printed_ms !== null).length;
  const print = async () => {
    const ids = told.map((account) => account.entry_id);
    if (!(await sheets.print(propertyId, ids, t("accounts.fileName")))) return;
    close();
    announce(t("accounts.printed", { count }));
  };
  return (
    <>
      <Problem refusal={sheets.refusal} />
      <Confirm
        title={t("accounts.printTitle", { count })}
        text={[t("accounts.printText"), before === 0 ? "" : t("accounts.printAgain", { count: before })].join(
          " ",
        )}
        action={t("accounts.printAction")}
        tone="primary"
        isBusy={sheets.isBusy}
        confirm={() => void print()}
        cancel={close}
        testId="portal-print"
      />
    </>
  );
}
