import type { Refusal } from "@genkan/link";
import { callApi, PasswordField, tellProblem } from "@genkan/shell";
import { Banner, Button } from "@genkan/ui";
import { Sheet } from "@genkan/ui/sheet";
import { useState } from "react";
import { useKeyWords } from "../keys/use-key-words";

/** Asks for the password again before something secret is shown. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function ProofSheet({ close }: { close(isProved: boolean): void }) {
  const { t } = useKeyWords();
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const prove = async () => {
    setBusy(true);
    setRefusal(null);
    const answer = await callApi("/api/app/me/proof", { method: "POST", body: { password } });
    setBusy(false);
    if (answer.ok) close(true);
    else setRefusal(answer.refusal);
  };
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && close(false)}
      title={t("proof.title")}
      description={t("proof.text")}
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void prove();
        }}
      >
        <PasswordField
          label={t("proof.password")}
          showLabel={t("proof.show")}
          hideLabel={t("proof.hide")}
          value={password}
          autoComplete="current-password"
          data-testid="proof-password"
          onChange={(event) => setPassword(event.target.value)}
        />
        {refusal === null ? null : <Banner tone="danger">{tellProblem(t, refusal.reason)}</Banner>}
        <Button
          type="submit"
          size="large"
          isWide
          isBusy={isBusy}
          disabled={password === ""}
          data-testid="proof-submit"
        >
          {t("proof.submit")}
        </Button>
      </form>
    </Sheet>
  );
}
