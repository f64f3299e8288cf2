import type { Answer, Refusal } from "@genkan/link";
import { useReadable } from "@genkan/shell";
import { Problem } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useServices } from "../app/services";
import { Section } from "../me/facts";
import { accountApi } from "./account-api";
import { useAccountWords } from "./words";

/** Taking one's data along, and being erased. */
export function OwnDataSection({
  withProof,
}: {
  withProof<T>(call: () => Promise<Answer<T>>): Promise<Answer<T> | null>;
}) {
  const { t } = useAccountWords();
  const { session } = useServices();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const take = async () => {
    const answer = await accountApi.exportData();
    if (!answer.ok) return setRefusal(answer.refusal);
    const file = new Blob([JSON.stringify(answer.body, null, 2)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "genkan.json";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const erase = async () => {
    const answer = await withProof(() => accountApi.erase());
    if (answer === null) return;
    if (answer.ok)
      await session.start(); // nobody is signed in any more
    else setRefusal(answer.refusal);
  };

  return (
    <Section title={t("own.title")}>
      <div className="flex flex-col items-start gap-1 py-3">
        <Problem refusal={refusal} />
        {refusal?.reason === "master-needed" ? <WaysToFamily /> : null}
        <Button tone="plain" className="-ml-5" data-testid="own-export" onClick={() => void take()}>
          {t("own.export")}
        </Button>
        <Button
          tone="plain"
          className="-ml-5 text-crimson!"
          data-testid="own-erase"
          onClick={() => setAsking(true)}
        >
          {t("own.erase")}
        </Button>
      </div>
      {isAsking ? (
        <Sheet
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsking(false)}
          title={t("own.eraseAsk")}
          description={t("own.eraseText")}
        >
          <div className="flex flex-col gap-3">
            <Button
              tone="danger"
              size="large"
              isWide
              data-testid="own-erase-confirm"
              onClick={() => {
                setAsking(false);
                void erase();
              }}
            >
              {t("own.erase")}
            </Button>
            <Button tone="quiet" size="large" isWide onClick={() => setAsking(false)}>
              {t("common:action.cancel")}
            </Button>
          </div>
        </Sheet>
      ) : null}
    </Section>
  );
}

/** Where a master hands the role over, or lets the others go. */
function WaysToFamily() {
  const { t } = useAccountWords();
  const view = useReadable(useServices().session.view);
  const homes = view.state === "signed_in" ? view.me.homes.filter(({ role }) => role === "master") : [];
  return homes.map(({ household_id, number }) => (
    <Link
      key={household_id}
      to="/me/family/$householdId"
      params={{ householdId: household_id }}
      data-testid="own-to-family"
      className="inline-flex min-h-12 items-center gap-1 font-semibold text-16 text-indigo"
    >
      {homes.length > 1 ? `${t("own.toFamily")} · ${number}` : t("own.toFamily")}
      <ChevronRight size={20} strokeWidth={1.75} aria-hidden />
    </Link>
  ));
}
