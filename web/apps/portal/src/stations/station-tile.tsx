import type { StationView } from "@genkan/contract";
import { Card } from "@genkan/ui";
import { useWords } from "../app/use-words";
import { judgeStation } from "./condition";
import { DoorLine } from "./door-line";
import { measureAge } from "./moments";
import { StationLink } from "./station-link";
import { StationState } from "./station-state";
import { tellAgo } from "./station-words";

export interface StationTileProps {
  station: StationView;
  nowMs: number;
  /** Say the building too, where no heading does. */
  namesBuilding?: boolean;
}

/** A station at a glance: its state, its doors, and when something last happened. */
export function StationTile({ station, nowMs, namesBuilding = false }: StationTileProps) {
  const { t } = useWords();
  const condition = judgeStation(station);
  const eventMs = station.last_event_ms ?? null;
  return (
    <Card
      data-testid={`portal-station-${station.station_id}`}
      className="relative flex flex-col gap-3 p-4 transition-colors hover:border-quiet/60 has-focus-visible:outline-3 has-focus-visible:outline-indigo"
    >
      <div>
        {namesBuilding ? <p className="text-14 text-quiet leading-snug">{station.building_name}</p> : null}
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h3 className="font-semibold text-16 leading-snug">
            <StationLink station={station} className="outline-none" />
          </h3>
          <StationState condition={condition} nowMs={nowMs} />
        </div>
      </div>
      {station.doors.length === 0 ? null : (
        <ul className="flex flex-col gap-1 border-line border-t pt-3">
          {station.doors.map((door) => (
            <DoorLine key={door.door_id} door={door} condition={condition} />
          ))}
        </ul>
      )}
      <p className="tabular mt-auto text-14 text-quiet leading-snug">
        {eventMs === null
          ? t("station.noEvent")
          : t("station.lastEvent", { ago: tellAgo(measureAge(eventMs, nowMs), t) })}
      </p>
    </Card>
  );
}
