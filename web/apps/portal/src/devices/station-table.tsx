import type { StationView } from "@genkan/contract";
import { clsx } from "clsx";
import { useWords } from "../app/use-words";
import { judgeStation } from "../stations/condition";
import { DoorLine } from "../stations/door-line";
import { Moment } from "../stations/moment";
import { StationLink } from "../stations/station-link";
import { type BuildingGroup, propertyBeside } from "../stations/station-list";
import { StationState } from "../stations/station-state";
import { tellClock } from "../stations/station-words";

const COLUMNS = ["station", "state", "doors", "lastEvent", "clock", "version"] as const;
const HEAD =
  "sticky top-0 z-2 border-line border-b bg-paper px-4 py-3 text-left font-semibold text-14 text-quiet";
const CELL = "border-line border-b px-4 py-3 align-top text-14";

/** The stations of each building, a line each. Headings stay in sight. */
export function StationTable({ groups, nowMs }: { groups: readonly BuildingGroup[]; nowMs: number }) {
  const { t } = useWords();
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{t("nav.devices")}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={HEAD}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={COLUMNS.length}
              className="border-line border-b bg-sunken px-4 py-2 text-left font-semibold text-14"
            >
              {group.buildingName}
              <span className="ml-3 font-normal text-quiet">
                {propertyBeside(group.propertyName, group.buildingName)}
              </span>
            </th>
          </tr>
          {group.stations.map((station) => (
            <StationRow key={station.station_id} station={station} nowMs={nowMs} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function StationRow({ station, nowMs }: { station: StationView; nowMs: number }) {
  const { t } = useWords();
  const condition = judgeStation(station);
  return (
    <tr
      data-testid={`portal-station-${station.station_id}`}
      className="relative bg-surface transition-colors hover:bg-indigo-wash has-focus-visible:bg-indigo-wash"
    >
      <th scope="row" className={clsx(CELL, "text-left font-semibold text-16 leading-snug")}>
        <StationLink station={station} className="after:rounded-none" />
      </th>
      <td className={CELL}>
        <StationState condition={condition} nowMs={nowMs} />
      </td>
      <td className={clsx(CELL, "min-w-64")}>
        <ul className="flex flex-col gap-1">
          {station.doors.map((door) => (
            <DoorLine key={door.door_id} door={door} condition={condition} />
          ))}
        </ul>
      </td>
      <td className={clsx(CELL, "whitespace-nowrap")}>
        <Moment atMs={station.last_event_ms ?? null} nowMs={nowMs} none={t("station.noEvent")} />
      </td>
      <td className={clsx(CELL, "tabular whitespace-nowrap")}>
        {station.online ? tellClock(station.clock_uncertainty_ms ?? null, t) : "–"}
      </td>
      <td className={clsx(CELL, "tabular whitespace-nowrap")}>{station.version ?? "–"}</td>
    </tr>
  );
}
