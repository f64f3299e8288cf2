import { tellProblem } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { CloudOff, FileUp, HousePlus, MailPlus, SearchX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Home, Place } from "../app/data";
import { Page } from "../app/page";
import { useWords } from "../app/use-words";
import { TableSoon } from "../devices/table-soon";
import { HomeFilterBar } from "./home-filter-bar";
import { countByFilter, groupByBuilding, isTrouble, matchesQuery, passesFilter } from "./home-list";
import { HomeTable } from "./home-table";
import { useHomes } from "./use-homes";

const FailedMessages = lazy(() => import("../messages/failed-messages"));
const ImportDialog = lazy(() => import("../import/import-dialog"));
const HomeSheet = lazy(() => import("./home-sheet"));

/** Who lives where: every home with its state, to look somebody up, to let them move in and out. */
export function HomesPage() {
  const { t } = useWords();
  const view = useHomes();
  const trouble = view.state === "shown" ? view.homes.filter(isTrouble).length : 0;
  return (
    <Page
      title={t("nav.homes")}
      lead={t("homes.lead")}
      count={trouble}
      action={
        view.state === "shown" && view.places.length > 0 ? (
          <div className="flex flex-wrap gap-3">
            <ToAccounts count={view.homes.filter((home) => home.is_held).length} />
            <Import places={view.places} />
          </div>
        ) : null
      }
    >
      <Suspense>
        <FailedMessages />
      </Suspense>
      {view.state === "loading" ? <TableSoon /> : null}
      {view.state === "refused" ? <Refusal reason={view.reason} retry={view.retry} /> : null}
      {view.state === "shown" ? <Homes places={view.places} homes={view.homes} /> : null}
    </Page>
  );
}

function ToAccounts({ count }: { count: number }) {
  const { t } = useWords();
  return (
    <Link
      to="/accounts"
      data-testid="portal-to-accounts"
      className="inline-flex min-h-12 items-center gap-2 rounded-control bg-sunken px-5 font-semibold text-16"
    >
      <MailPlus size={20} strokeWidth={1.75} aria-hidden />
      {t("homes.toAccounts")}
      {count > 0 ? <span className="tabular text-quiet">{count}</span> : null}
    </Link>
  );
}

function Import({ places }: { places: Place[] }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        tone="quiet"
        icon={<FileUp size={20} strokeWidth={1.75} aria-hidden />}
        data-testid="portal-import-open"
        onClick={() => setOpen(true)}
      >
        {t("homes.import")}
      </Button>
      <Suspense>{isOpen ? <ImportDialog places={places} close={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}

function Homes({ places, homes }: { places: Place[]; homes: Home[] }) {
  const { t, i18n } = useWords();
  const { q = "", homes: show = "all", home: openId } = useSearch({ from: "__root__" });
  if (homes.length === 0) return <NoHomes />;
  const found = homes.filter((home) => matchesQuery(home, q));
  const shown = found.filter((home) => passesFilter(home, show));
  return (
    <>
      <HomeFilterBar counts={countByFilter(found)} />
      <p role="status" className="sr-only">
        {t("homes.found", { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <NothingFound />
      ) : (
        <HomeTable groups={groupByBuilding(shown, i18n.language)} places={places} />
      )}
      <Suspense>
        {openId === undefined ? null : (
          <HomeSheet key={openId} homeId={openId} homes={homes} places={places} />
        )}
      </Suspense>
    </>
  );
}

function NoHomes() {
  const { t } = useWords();
  return (
    <EmptyState
      icon={<HousePlus size={28} strokeWidth={1.75} />}
      title={t("homes.empty.title")}
      action={
        <Link to="/settings" className="font-semibold text-indigo underline underline-offset-4">
          {t("homes.empty.action")}
        </Link>
      }
    >
      {t("homes.empty.text")}
    </EmptyState>
  );
}

function NothingFound() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.75} />}
      title={t("homes.nothing")}
      action={
        <Button tone="quiet" onClick={() => void navigate({ to: ".", search: () => ({}) })}>
          {t("devices.showAll")}
        </Button>
      }
    />
  );
}

function Refusal({ reason, retry }: { reason: string; retry(): void }) {
  const { t } = useWords();
  return (
    <EmptyState
      icon={<CloudOff size={28} strokeWidth={1.75} />}
      title={t("homes.refused")}
      action={<Button onClick={retry}>{t("common:action.retry")}</Button>}
    >
      {tellProblem(t, reason)}
    </EmptyState>
  );
}
