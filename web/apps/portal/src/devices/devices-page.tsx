import { useNow, useReadable } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { useWide } from "../app/use-wide";
import { useWords } from "../app/use-words";
import { NoStations } from "../stations/no-stations";
import {
  type BuildingGroup,
  countByFilter,
  groupByBuilding,
  matchesQuery,
  passesFilter,
} from "../stations/station-list";
import { StationTile } from "../stations/station-tile";
import { useRoving } from "../stations/use-roving";
import { AddStation } from "../wiring/add-station";
import { FilterBar } from "./filter-bar";
import { StationTable } from "./station-table";
import { TableSoon } from "./table-soon";

const FRESH_MS = 10_000;

/** Every station and door with what is known of it, to look one up or to put one into service. */
export function DevicesPage() {
  const { t, i18n } = useWords();
  const { board } = useServices();
  const { stations } = useReadable(board.view);
  const { q = "", show = "all" } = useSearch({ from: "__root__" });
  useRoving();
  const found = stations?.filter((station) => matchesQuery(station, q)) ?? [];
  const shown = found.filter((station) => passesFilter(station, show));
  return (
    <Page title={t("nav.devices")} lead={t("devices.lead")} action={stations?.length ? <AddStation /> : null}>
      {stations === null ? <TableSoon /> : null}
      {stations?.length === 0 ? <NoStations /> : null}
      {stations !== null && stations.length > 0 ? (
        <>
          <FilterBar counts={countByFilter(found)} />
          <p role="status" className="sr-only">
            {t("devices.found", { count: shown.length })}
          </p>
          {shown.length === 0 ? <NothingFound /> : <Groups groups={groupByBuilding(shown, i18n.language)} />}
        </>
      ) : null}
    </Page>
  );
}

function Groups({ groups }: { groups: readonly BuildingGroup[] }) {
  const { now } = useServices();
  const nowMs = useNow(now, FRESH_MS);
  if (useWide()) return <StationTable groups={groups} nowMs={nowMs} />;
  return groups.map((group) => (
    <section key={group.key} aria-label={group.buildingName}>
      <h2 className="mb-3 font-semibold text-16">{group.buildingName}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        {group.stations.map((station) => (
          <StationTile key={station.station_id} station={station} nowMs={nowMs} />
        ))}
      </div>
    </section>
  ));
}

function NothingFound() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.75} />}
      title={t("devices.nothing")}
      action={
        <Button
          tone="quiet"
          onClick={() => void navigate({ to: ".", search: ({ station }) => (station ? { station } : {}) })}
        >
          {t("devices.showAll")}
        </Button>
      }
    />
  );
}
