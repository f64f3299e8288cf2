import type { Refusal } from "@genkan/link";
import { Problem } from "@genkan/shell/entry";
import { Button } from "@genkan/ui";
import { useState } from "react";
import { accountApi } from "./account-api";
import { useAccountWords } from "./words";

const PARAGRAPHS = ["1", "2", "3", "4", "5"] as const;

/** The privacy policy. The one step that cannot be skipped. */
export function PolicyStep({ version, onGiven }: { version: string; onGiven(): void }) {
  const { t, i18n } = useAccountWords();
  const [isAgreed, setAgreed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const give = async () => {
    setBusy(true);
    const answer = await accountApi.consent(version, i18n.language);
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) onGiven();
  };
  return (
    <>
      <h1 className="font-semibold text-24">{t("privacy.title")}</h1>
      <div className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5 text-16">
        {PARAGRAPHS.map((number) => (
          <section key={number}>
            <h2 className="font-semibold">{t(`privacy.head${number}`)}</h2>
            <p className="text-quiet">{t(`privacy.text${number}`)}</p>
          </section>
        ))}
        <p className="text-14 text-quiet">{t("privacy.version", { version })}</p>
      </div>
      <label className="flex min-h-12 cursor-pointer items-center gap-3 font-semibold text-16">
        <input
          type="checkbox"
          className="size-6 shrink-0 accent-indigo"
          data-testid="consent-agree"
          checked={isAgreed}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        {t("privacy.agree")}
      </label>
      <Problem refusal={refusal} />
      <Button
        size="large"
        isWide
        isBusy={isBusy}
        disabled={!isAgreed}
        data-testid="consent-done"
        onClick={() => void give()}
      >
        {t("privacy.done")}
      </Button>
    </>
  );
}
