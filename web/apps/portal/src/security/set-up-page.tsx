import { LanguageToggle } from "@genkan/shell";
import { Banner, Button, Mark } from "@genkan/ui";
import { LogOut, ShieldAlert } from "lucide-react";
import { useServices } from "../app/services";
import { useTitle } from "../app/use-title";
import { SecurityBody } from "./security-body";
import { useSecurityWords } from "./use-security-words";

/** For whoever has to have a second factor and has none: sets one up before there is anything else to see. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function SetUpPage() {
  const { t } = useSecurityWords();
  const { session } = useServices();
  useTitle(t("setUp.title"));
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-6 px-4 pt-3 pb-10">
      <div className="flex items-center justify-between gap-3">
        <Mark size={30} className="text-indigo" />
        <div className="flex items-center gap-2">
          <LanguageToggle />
          <Button
            tone="plain"
            size="small"
            icon={<LogOut size={18} strokeWidth={1.75} aria-hidden />}
            onClick={() => void session.signOut()}
          >
            {t("person.signOut")}
          </Button>
        </div>
      </div>
      <header>
        <h1 className="font-semibold text-24">{t("setUp.title")}</h1>
      </header>
      <Banner tone="info" icon={<ShieldAlert size={20} />} data-testid="portal-set-up">
        {t("setUp.text")}
      </Banner>
      <SecurityBody onSafe={() => void session.refresh()} />
    </main>
  );
}
