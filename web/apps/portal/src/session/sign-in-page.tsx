import { LanguageToggle, type SignedOutWhy } from "@genkan/shell";
import { knowsPasskeys } from "@genkan/shell/passkeys";
import { Banner, Button, Card, Mark } from "@genkan/ui";
import { Info } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTitle } from "../app/use-title";
import { useWords } from "../app/use-words";
import { SignInForm } from "./sign-in-form";

const PasskeySignIn = lazy(() => import("./passkey-sign-in"));

export function SignInPage({ why, onOther }: { why: SignedOutWhy | null; onOther(): void }) {
  const { t } = useWords();
  useTitle(t("signIn.title"));
  return (
    <main className="flex min-h-dvh flex-col px-4 pt-3 pb-10">
      <div className="flex justify-end">
        <LanguageToggle />
      </div>
      <div className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 py-4">
        <header className="flex items-center gap-3">
          <Mark size={44} className="shrink-0 text-indigo" />
          <div>
            <p className="font-semibold text-24 leading-tight tracking-tight">{t("common:app.name")}</p>
            <p className="text-16 text-quiet leading-tight">{t("app.portal")}</p>
          </div>
        </header>
        {why === null ? null : (
          <Banner tone="info" icon={<Info size={20} />}>
            {t(`signedOut.${why}`)}
          </Banner>
        )}
        <Card className="p-5 sm:p-8">
          <h1 className="font-semibold text-20">{t("signIn.title")}</h1>
          <p className="mt-1 mb-6 text-16 text-quiet">{t("signIn.lead")}</p>
          <SignInForm />
          {knowsPasskeys() ? (
            <Suspense fallback={<div className="mt-3 h-14" />}>
              <PasskeySignIn />
            </Suspense>
          ) : null}
          <Button tone="plain" className="mt-2 -ml-5" data-testid="portal-sign-in-other" onClick={onOther}>
            {t("signIn.other")}
          </Button>
        </Card>
        <p className="text-center text-14 text-quiet">
          {t("signIn.resident")}{" "}
          <a href="/app/" className="whitespace-nowrap text-indigo underline underline-offset-4">
            {t("signIn.openApp")}
          </a>
        </p>
      </div>
    </main>
  );
}
