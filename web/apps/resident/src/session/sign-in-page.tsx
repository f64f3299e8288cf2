import { LanguageToggle, type SignedOutWhy } from "@genkan/shell";
import { Banner, Mark } from "@genkan/ui";
import { Info } from "lucide-react";
import { useWords } from "../app/use-words";
import { SignInForm } from "./sign-in-form";

/** Loaded when nobody is signed in. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SignInPage({ why }: { why: SignedOutWhy | null }) {
  const { t } = useWords();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-5 pt-[calc(1rem+env(safe-area-inset-top))] pb-10">
      <div className="flex justify-end">
        <LanguageToggle />
      </div>
      <div className="flex flex-1 flex-col justify-center gap-6 py-6">
        <div className="flex items-center gap-3">
          <Mark size={44} className="text-indigo" />
          <span className="font-semibold text-32 leading-none tracking-tight">{t("common:app.name")}</span>
        </div>
        <p className="text-16 text-quiet">{t("signIn.lead")}</p>
        {why === null ? null : (
          <Banner tone="info" icon={<Info size={20} />}>
            {t(`signedOut.${why}`)}
          </Banner>
        )}
        <section aria-labelledby="sign-in-title">
          <h1 id="sign-in-title" className="mb-4 font-semibold text-20">
            {t("signIn.title")}
          </h1>
          <SignInForm />
        </section>
      </div>
    </main>
  );
}
