import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { MailPlus, Printer } from "lucide-react";
import { useState } from "react";
import type { Account, Accounts } from "../app/data";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { canBeTold, nameMail } from "./account-list";
import { PrintConfirm } from "./print-confirm";
import { useAccountWords } from "./use-account-words";

export interface TellBarProps {
  propertyId: string;
  /** Who is meant: those chosen, or all that are shown. */
  meant: readonly Account[];
  chosen: number;
  accounts: Accounts;
  unchoose(): void;
}

/** Mailing those who are meant, or printing their sheets; both ask first. */
export function TellBar({ propertyId, meant, chosen, accounts, unchoose }: TellBarProps) {
  const { t } = useAccountWords();
  const sending = useSending();
  const [asking, setAsking] = useState<"mail" | "print" | null>(null);
  const told = meant.filter(canBeTold);
  const ids = told.map((account) => account.entry_id);
  const count = told.length;
  const isLive = accounts.run?.state === "running" || accounts.run?.state === "paused";
  const isTooMany = count > accounts.sheets_at_once;

  const mail = async () => {
    const path = `/api/portal/properties/${encodeURIComponent(propertyId)}/accounts/issue`;
    const answer = await sending.send("POST", path, { entry_ids: ids });
    if (!answer.ok) return;
    setAsking(null);
    unchoose();
    announce(t("accounts.started", { count }));
  };
  return (
    <div className="flex flex-col gap-3">
      {asking === null ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            disabled={count === 0 || isLive}
            icon={<MailPlus size={20} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-issue"
            onClick={() => setAsking("mail")}
          >
            {t(`accounts.${nameMail(told)}`, { count })}
          </Button>
          <Button
            tone="quiet"
            disabled={count === 0 || isTooMany}
            icon={<Printer size={20} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-print"
            onClick={() => setAsking("print")}
          >
            {t("accounts.print", { count })}
          </Button>
          {chosen > 0 ? (
            <span className="flex flex-wrap items-center gap-2 text-14">
              {t("accounts.chosen", { count: chosen })}
              <Button tone="plain" size="small" onClick={unchoose}>
                {t("accounts.unchoose")}
              </Button>
            </span>
          ) : null}
          {isTooMany ? (
            <p className="w-full text-14 text-quiet">
              {t("accounts.printLimit", { count: accounts.sheets_at_once })}
            </p>
          ) : null}
        </div>
      ) : null}
      <Problem refusal={sending.refusal} />
      {asking === "mail" ? (
        <Confirm
          title={t("accounts.confirm.title", { count })}
          text={[
            t("accounts.confirm.text", { rate: accounts.mails_per_minute }),
            nameMail(told) === "issue" ? "" : t("accounts.confirm.again"),
          ].join(" ")}
          action={t("accounts.confirm.action")}
          tone="primary"
          isBusy={sending.isBusy}
          confirm={() => void mail()}
          cancel={() => setAsking(null)}
          testId="portal-issue"
        />
      ) : null}
      {asking === "print" ? (
        <PrintConfirm propertyId={propertyId} told={told} close={() => setAsking(null)} />
      ) : null}
    </div>
  );
}
