import type { StationView } from "@genkan/contract";
import { useNow, useReadable } from "@genkan/shell";
import { Skeleton } from "@genkan/ui";
import { Link } from "@tanstack/react-router";
import { Siren } from "lucide-react";
import { lazy, Suspense } from "react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { isTrouble, judgeStation } from "../stations/condition";
import { NoStations } from "../stations/no-stations";
import { groupByProperty } from "../stations/station-list";
import { StationTile } from "../stations/station-tile";
import { TilesSoon } from "../stations/tiles-soon";
import { useRoving } from "../stations/use-roving";
import { OfficeCalls } from "./office-calls";
import { Overall } from "./overall";
import { Reach } from "./reach";
import { Trouble } from "./trouble";

// Seldom there: fetched with the first alarm.
const OpenAlarms = lazy(() => import("../alarms/open-alarms"));
const FRESH_MS = 10_000; // "12 minutes ago" needs no more

/** Is everything all right at the entrances now, and if not, what to look at first. */
export function LivePage() {
  const { t } = useWords();
  const { board, now, session } = useServices();
  const signedIn = useReadable(session.view);
  const isManager =
    signedIn.state === "signed_in" && signedIn.me.properties.some(({ role }) => role === "manager");
  const { stations, knownUntilMs } = useReadable(board.view);
  const nowMs = useNow(now, FRESH_MS);
  const troubled = stations?.filter((station) => isTrouble(judgeStation(station))) ?? [];
  const alarms = useReadable(board.alarms);
  useRoving();
  return (
    <Page
      title={t("nav.live")}
      lead={t("live.lead")}
      count={Math.max(alarms.length, troubled.length)}
      action={<AllAlarms />}
    >
      {alarms.length > 0 ? (
        <Suspense fallback={<Skeleton className="h-24 rounded-card" />}>
          <OpenAlarms alarms={alarms} nowMs={nowMs} />
        </Suspense>
      ) : null}
      {stations === null ? <TilesSoon /> : null}
      {stations?.length === 0 ? <NoStations /> : null}
      {stations !== null && stations.length > 0 ? (
        <>
          <Overall stations={stations} troubled={troubled.length} isStale={knownUntilMs !== null} />
          {troubled.length > 0 ? <Trouble stations={troubled} nowMs={nowMs} /> : null}
          <Untroubled stations={stations.filter((station) => !troubled.includes(station))} nowMs={nowMs} />
          {isManager ? <OfficeCalls /> : null}
          <Reach />
        </>
      ) : null}
    </Page>
  );
}

function AllAlarms() {
  const { t } = useWords();
  return (
    <Link
      to="/alarms"
      data-testid="portal-all-alarms"
      className="inline-flex min-h-12 items-center gap-2 font-semibold text-16 text-indigo"
    >
      <Siren size={20} strokeWidth={1.75} aria-hidden />
      {t("live.allAlarms")}
    </Link>
  );
}

function Untroubled({ stations, nowMs }: { stations: readonly StationView[]; nowMs: number }) {
  const { t, i18n } = useWords();
  return groupByProperty(stations, i18n.language).map((group) => (
    <section key={group.key} aria-label={group.name ?? t("column.station")}>
      {group.name === null ? null : <h2 className="mb-3 font-semibold text-16">{group.name}</h2>}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {group.stations.map((station) => (
          <StationTile key={station.station_id} station={station} nowMs={nowMs} namesBuilding />
        ))}
      </div>
    </section>
  ));
}
