import type { Refusal } from "@genkan/link";
import { tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useState } from "react";
import { useServices } from "../app/services";
import { usePageWords } from "../app/use-page-words";

/** Asks before signing out: afterwards this device rings no more. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SignOutSheet({ close }: { close(): void }) {
  const { t } = usePageWords();
  const { session } = useServices();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const signOut = async () => {
    setBusy(true);
    const answer = await session.signOut();
    if (answer.ok) return; // the sign-in screen takes this one's place
    setBusy(false);
    setRefusal(answer.refusal);
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t("me.signOutAsk")}
      description={t("me.signOutText")}
    >
      <div className="flex flex-col gap-3">
        {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
        <Button
          tone="danger"
          size="large"
          isWide
          isBusy={isBusy}
          data-testid="sign-out-confirm"
          onClick={() => void signOut()}
        >
          {t("me.signOut")}
        </Button>
        <Button tone="quiet" size="large" isWide onClick={close}>
          {t("common:action.cancel")}
        </Button>
      </div>
    </Sheet>
  );
}
