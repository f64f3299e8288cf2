import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useState } from "react";
import { accountsQuery } from "../app/data";
import { canBeTold } from "./account-list";
import { PrintConfirm } from "./print-confirm";
import { useAccountWords } from "./use-account-words";

/** The sheets of one home: of everybody there who has not signed in; nothing where all have. */
export function PrintHome({ propertyId, householdId }: { propertyId: string; householdId: string }) {
  const { t } = useAccountWords();
  const [isAsking, setAsking] = useState(false);
  const { data } = useQuery(accountsQuery(propertyId));
  const waiting = data?.accounts.filter((one) => one.household_id === householdId && canBeTold(one)) ?? [];
  if (waiting.length === 0) return null;
  if (isAsking) {
    return <PrintConfirm propertyId={propertyId} told={waiting} close={() => setAsking(false)} />;
  }
  return (
    <Button
      tone="quiet"
      className="self-start"
      icon={<Printer size={20} strokeWidth={1.75} aria-hidden />}
      data-testid="portal-print-home"
      onClick={() => setAsking(true)}
    >
      {t("accounts.printOne")}
    </Button>
  );
}
