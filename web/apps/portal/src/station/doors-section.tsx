import type { StationView } from "@genkan/contract";
import { Fragment } from "react";
import { judgeStation } from "../stations/condition";
import { DoorLine } from "../stations/door-line";
import { DoorWiring } from "../wiring/door-wiring";
import { AddDoor, EditDoor } from "../wiring/station-doors";
import { useWiringWords } from "../wiring/use-wiring-words";
import { RemoteRelease } from "./remote-release";

export interface DoorsSectionProps {
  station: StationView;
  mayChange: boolean;
  mayRelease: boolean;
}

/** The doors the station releases: how they are, and what may be done with them. */
export function DoorsSection({ station, mayChange, mayRelease }: DoorsSectionProps) {
  const { t } = useWiringWords();
  const condition = judgeStation(station);
  return (
    <section aria-labelledby="sheet-doors">
      <h3 id="sheet-doors" className="mb-2 font-semibold text-16">
        {t("column.doors")}
      </h3>
      {station.doors.length === 0 ? <p className="text-14 text-quiet">{t("sheet.noDoors")}</p> : null}
      <ul className="flex flex-col gap-2">
        {station.doors.map((door) => (
          <Fragment key={door.door_id}>
            <DoorLine door={door} condition={condition} />
            <DoorWiring door={door} isOnline={station.online} />
            <li className="contents">
              <RemoteRelease door={door} mayRelease={mayRelease} />
            </li>
            {mayChange ? (
              <li className="flex flex-col pl-6">
                <EditDoor station={station} door={door} />
              </li>
            ) : null}
          </Fragment>
        ))}
      </ul>
      {mayChange ? (
        <div className="mt-4">
          <AddDoor station={station} />
        </div>
      ) : null}
    </section>
  );
}
