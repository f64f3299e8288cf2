import type { Refusal } from "@genkan/link";
import { LanguageToggle, LinkBanner, tellProblem, useNow, useReadable } from "@genkan/shell";
import { Banner, Button, Mark } from "@genkan/ui";
import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { formatInstant } from "../stations/moments";
import { useNews } from "../stations/use-news";
import { Nav } from "./nav";
import { PersonMenu } from "./person-menu";
import { SEARCH_FIELD_ID } from "./search-field";
import { useServices } from "./services";
import { useShortcut } from "./use-shortcut";
import { useWords } from "./use-words";

// Seldom looked at: fetched when first opened.
const StationSheet = lazy(() => import("../station/station-sheet"));
const ShortcutsDialog = lazy(() => import("./shortcuts-dialog"));

/** What surrounds every page of a signed-in person. */
export function Frame() {
  const { t } = useWords();
  const { link } = useServices();
  const navigate = useNavigate();
  const { station: stationId } = useSearch({ from: "__root__" });
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useNews();
  useShortcut("?", () => setHelpOpen(true));
  useShortcut("l", () => void navigate({ to: "/" }));
  useShortcut("h", () => void navigate({ to: "/homes" }));
  useShortcut("s", () => void navigate({ to: "/settings" }));
  useShortcut("d", () => void navigate({ to: "/devices" }));
  useShortcut("/", () => {
    const field = document.getElementById(SEARCH_FIELD_ID);
    if (field !== null) field.focus();
    else void navigate({ to: "/devices", hash: SEARCH_FIELD_ID });
  });
  const menu = <PersonMenu openHelp={() => setHelpOpen(true)} refuse={setRefusal} />;
  return (
    <div className="flex min-h-dvh flex-col lg:flex-row print:block">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-surface focus:px-4 focus:py-3"
      >
        {t("nav.skip")}
      </a>
      <header className="flex items-center gap-2 border-line border-b bg-surface py-1 pr-2 pl-4 lg:hidden print:hidden">
        <Mark size={26} className="text-indigo" />
        <span className="min-w-0 flex-1 truncate font-semibold text-16">{t("app.name")}</span>
        <LanguageToggle />
        {menu}
      </header>
      <Nav>{menu}</Nav>
      <div className="flex min-w-0 flex-1 flex-col">
        <LinkBanner status={link.status} className="mx-4 mt-4 lg:mx-8 print:hidden">
          <KnownUntil />
        </LinkBanner>
        {refusal === null ? null : (
          <Banner
            tone="danger"
            icon={<TriangleAlert size={20} />}
            className="mx-4 mt-4 lg:mx-8"
            action={
              <Button tone="plain" size="small" onClick={() => setRefusal(null)}>
                {t("common:action.close")}
              </Button>
            }
          >
            {t("person.signOutFailed")} {tellProblem(t, refusal.reason)}
          </Banner>
        )}
        <Outlet />
      </div>
      <Suspense>
        {stationId === undefined ? null : <StationSheet stationId={stationId} />}
        {isHelpOpen ? <ShortcutsDialog close={() => setHelpOpen(false)} /> : null}
      </Suspense>
    </div>
  );
}

/** How old is what the page still shows. */
function KnownUntil() {
  const { t, i18n } = useWords();
  const { board, now } = useServices();
  const { knownUntilMs } = useReadable(board.view);
  const nowMs = useNow(now, 10_000);
  if (knownUntilMs === null) return null;
  const time = formatInstant(knownUntilMs, nowMs, i18n.language);
  return <span className="block">{t("board.knownUntil", { time })}</span>;
}
