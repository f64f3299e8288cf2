import type { Refusal } from "@genkan/link";
import { LanguageToggle, openStorage } from "@genkan/shell";
import { NewPassword, Problem } from "@genkan/shell/entry";
import { Button, Mark } from "@genkan/ui";
import { useState } from "react";
import type { Me } from "../app/api-types";
import { useServices } from "../app/services";
import { accountApi } from "./account-api";
import { SKIPPED_KEY } from "./skipped";
import { useAccountWords } from "./words";

const PARAGRAPHS = ["1", "2", "3", "4", "5"] as const;

/** The first start: the privacy policy, then a password of one's own. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function WelcomePage({ me, onDone }: { me: Me; onDone(): void }) {
  const { t } = useAccountWords();
  const { session } = useServices();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 px-5 pt-[calc(1rem+env(safe-area-inset-top))] pb-10">
      <div className="flex items-center justify-between">
        <Mark size={36} className="text-indigo" />
        <LanguageToggle />
      </div>
      {me.consent_version === null ? (
        <Password
          onDone={onDone}
          onSkip={() => {
            openStorage("local").setItem(SKIPPED_KEY, me.person_id);
            onDone();
          }}
          onChosen={() => session.enter({ ...me, has_password: true })}
        />
      ) : (
        <Policy
          version={me.consent_version}
          onGiven={() => {
            session.enter({ ...me, consent_version: null });
            if (me.has_password) onDone();
          }}
        />
      )}
      <p className="sr-only" role="status">
        {t("welcome.step")}
      </p>
    </main>
  );
}

function Policy({ version, onGiven }: { version: string; onGiven(): void }) {
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

function Password({ onDone, onSkip, onChosen }: { onDone(): void; onSkip(): void; onChosen(): void }) {
  const { t } = useAccountWords();
  return (
    <>
      <h1 className="font-semibold text-24">{t("welcome.password")}</h1>
      <p className="text-16 text-quiet">{t("welcome.passwordText")}</p>
      <NewPassword
        choose={async (password) => {
          const answer = await accountApi.changePassword(password);
          if (!answer.ok) return answer.refusal;
          onChosen();
          onDone();
          return null;
        }}
      />
      <Button tone="plain" data-testid="welcome-skip" onClick={onSkip}>
        {t("welcome.skip")}
      </Button>
    </>
  );
}
