import { Mark } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { History, House, QrCode, UserRound } from "lucide-react";
import { useWords } from "./use-words";

const TABS = [
  { to: "/", testId: "tab-home", word: "tab.home", Icon: House },
  { to: "/keys", testId: "tab-keys", word: "tab.keys", Icon: QrCode },
  { to: "/history", testId: "tab-history", word: "tab.history", Icon: History },
  { to: "/me", testId: "tab-me", word: "tab.me", Icon: UserRound },
] as const;

/** The tabs: at the lower edge of a phone, where the thumb is; a rail at the left of a wide window. */
export function Tabs() {
  const { t } = useWords();
  return (
    <nav
      aria-label={t("nav.label")}
      className={clsx(
        "z-10 border-line bg-surface",
        "sticky bottom-0 border-t pb-[env(safe-area-inset-bottom)]",
        "md:top-0 md:bottom-auto md:order-first md:h-dvh md:w-56 md:shrink-0 md:border-t-0 md:border-r md:p-4",
      )}
    >
      <div className="mb-6 hidden items-center gap-2 px-3 pt-2 font-semibold text-20 md:flex">
        <Mark size={28} className="text-indigo" />
        {t("common:app.name")}
      </div>
      <ul className="mx-auto flex max-w-xl md:flex-col md:gap-1">
        {TABS.map(({ to, testId, word, Icon }) => (
          <li key={to} className="flex-1">
            <Link
              to={to}
              data-testid={testId}
              activeOptions={{ exact: to === "/" }}
              className={clsx(
                "flex min-h-16 flex-col items-center justify-center gap-0.5 rounded-control font-medium text-14 text-quiet",
                "aria-[current=page]:font-semibold aria-[current=page]:text-indigo",
                "md:min-h-12 md:flex-row md:justify-start md:gap-3 md:px-3 md:text-16 md:aria-[current=page]:bg-indigo-wash",
              )}
            >
              <Icon size={24} strokeWidth={1.75} aria-hidden />
              {t(word)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
