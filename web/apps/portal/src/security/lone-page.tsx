import { LanguageToggle } from "@genkan/shell";
import { Button, Mark } from "@genkan/ui";
import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { useServices } from "../app/services";
import { useTitle } from "../app/use-title";
import { useWords } from "../app/use-words";

/** What somebody who has just signed in meets before the portal: one thing, and the way out. */
export function LonePage({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const { session } = useServices();
  useTitle(title);
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
        <h1 className="font-semibold text-24">{title}</h1>
      </header>
      {children}
    </main>
  );
}
