import { LanguageToggle, useReadable } from "@genkan/shell";
import { Mark } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  Activity,
  ConciergeBell,
  DoorOpen,
  History,
  KeyRound,
  Megaphone,
  ScrollText,
  Settings,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { listRoles } from "./me";
import { NavMore } from "./nav-more";
import { useServices } from "./services";
import { useWords } from "./use-words";

const ENTRIES = [
  { to: "/", testId: "portal-nav-live", word: "nav.live", short: "nav.live", Icon: Activity },
  { to: "/homes", testId: "portal-nav-homes", word: "nav.homes", short: "nav.short.homes", Icon: UsersRound },
  {
    to: "/devices",
    testId: "portal-nav-devices",
    word: "nav.devices",
    short: "nav.short.devices",
    Icon: DoorOpen,
  },
  {
    to: "/events",
    testId: "portal-nav-events",
    word: "nav.events",
    short: "nav.short.events",
    Icon: ScrollText,
  },
  {
    to: "/entrance",
    testId: "portal-nav-entrance",
    word: "nav.entrance",
    short: "nav.short.entrance",
    Icon: ConciergeBell,
  },
  {
    to: "/notices",
    testId: "portal-nav-notices",
    word: "nav.notices",
    short: "nav.short.notices",
    Icon: Megaphone,
  },
  { to: "/keys", testId: "portal-nav-keys", word: "nav.keys", short: "nav.short.keys", Icon: KeyRound },
  { to: "/audit", testId: "portal-nav-audit", word: "nav.audit", short: "nav.audit", Icon: History },
  {
    to: "/settings",
    testId: "portal-nav-settings",
    word: "nav.settings",
    short: "nav.settings",
    Icon: Settings,
  },
] as const;

/** What a phone's lower edge holds, where one may see it, up to the limit; the others are behind 「その他」. */
const PHONE_TABS: readonly Entry["to"][] = ["/", "/homes", "/events", "/notices", "/devices"];
const PHONE_TABS_LIMIT = 4;
const TAB =
  "flex min-h-16 w-full flex-col items-center justify-center gap-0.5 rounded-control font-medium text-12 text-quiet sm:text-14";

type Entry = (typeof ENTRIES)[number];

/** The tasks: a rail at the left of a desk's screen, with the person below; tabs at a phone's lower edge. */
export function Nav({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const seesEvents = view.state === "signed_in" && listRoles(view.me).includes("manager");
  const entries = ENTRIES.filter(({ to }) => to !== "/events" || seesEvents);
  const tabs = PHONE_TABS.filter((tab) => entries.some(({ to }) => to === tab)).slice(0, PHONE_TABS_LIMIT);
  const others = entries.filter(({ to }) => !tabs.includes(to));
  return (
    <nav
      aria-label={t("nav.label")}
      className={clsx(
        "z-10 border-line bg-surface print:hidden",
        "sticky bottom-0 order-last border-t pb-[env(safe-area-inset-bottom)]",
        "lg:top-0 lg:bottom-auto lg:order-first lg:flex lg:h-dvh lg:w-64 lg:shrink-0 lg:flex-col lg:border-t-0 lg:border-r lg:p-4",
      )}
    >
      <div className="mb-6 hidden items-center gap-3 px-3 pt-2 lg:flex">
        <Mark size={30} className="shrink-0 text-indigo" />
        <div className="leading-tight">
          <p className="font-semibold text-20 leading-tight">{t("common:app.name")}</p>
          <p className="text-14 text-quiet leading-tight">{t("app.portal")}</p>
        </div>
      </div>
      <ul className="flex lg:flex-col lg:gap-1">
        {entries.map(({ to, testId, word, short, Icon }) => (
          <li key={to} className={clsx("min-w-0 flex-1", !tabs.includes(to) && "hidden lg:block")}>
            <Link
              to={to}
              data-testid={testId}
              activeOptions={{ exact: true, includeSearch: false, includeHash: false }}
              className={clsx(
                TAB,
                "aria-[current=page]:font-semibold aria-[current=page]:text-indigo",
                "lg:min-h-12 lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-16 lg:aria-[current=page]:bg-indigo-wash",
              )}
            >
              <Icon size={22} strokeWidth={1.75} className="shrink-0" aria-hidden />
              <span className="hidden lg:inline">{t(word)}</span>
              <span className="lg:hidden">{t(short)}</span>
            </Link>
          </li>
        ))}
        <li className="min-w-0 flex-1 lg:hidden">
          <NavMore entries={others} className={TAB} />
        </li>
      </ul>
      <div className="mt-auto hidden flex-col items-stretch gap-2 lg:flex">
        <LanguageToggle />
        {children}
      </div>
    </nav>
  );
}
