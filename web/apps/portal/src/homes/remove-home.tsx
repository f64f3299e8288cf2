import { useReadable } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { Home } from "../app/data";
import { listRoles } from "../app/me";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { useWords } from "../app/use-words";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";

/** Takes away a home whose number was mistyped; only an installer sees it. */
export function RemoveHome({ home, close }: { home: Home; close(): void }) {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  if (view.state !== "signed_in" || !listRoles(view.me).includes("installer")) return null;
  const remove = async () => {
    const answer = await sending.send("DELETE", `/api/portal/homes/${home.home_id}`);
    if (answer.ok) close();
  };
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-6">
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t("removeHome.title", { number: home.number })}
          text={t("removeHome.text")}
          action={t("removeHome.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void remove()}
          cancel={() => setAsking(false)}
          testId="portal-remove-home"
        />
      ) : (
        <Button
          tone="plain"
          className="self-start"
          icon={<Trash2 size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-remove-home"
          onClick={() => setAsking(true)}
        >
          {t("removeHome.begin")}
        </Button>
      )}
    </div>
  );
}
