import type { StationView } from "@genkan/contract";
import { useWords } from "../app/use-words";
import { CheckList } from "../stations/check-list";
import { judgeStation } from "../stations/condition";
import { groupByBuilding } from "../stations/station-list";
import { StationTile } from "../stations/station-tile";

/** The stations somebody should look at, above everything else, beside what to check. */
export function Trouble({ stations, nowMs }: { stations: readonly StationView[]; nowMs: number }) {
  const { t, i18n } = useWords();
  const ordered = groupByBuilding(stations, i18n.language).flatMap((group) => group.stations);
  const kinds = new Set(stations.map((station) => judgeStation(station).kind));
  return (
    <section aria-labelledby="trouble-title">
      <h2 id="trouble-title" className="mb-3 font-semibold text-16">
        {t("trouble.title")}
      </h2>
      <div className="grid items-start gap-4 xl:grid-cols-[2fr_1fr]">
        <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          {ordered.map((station) => (
            <StationTile key={station.station_id} station={station} nowMs={nowMs} namesBuilding />
          ))}
        </div>
        <div className="flex flex-col gap-4">
          {kinds.has("door_forced") ? <CheckList kind="door_forced" /> : null}
          {kinds.has("door_held") ? <CheckList kind="door_held" /> : null}
          {kinds.has("offline") ? <CheckList kind="offline" /> : null}
          {kinds.has("clock_unsure") ? <CheckList kind="clock_unsure" /> : null}
        </div>
      </div>
    </section>
  );
}
