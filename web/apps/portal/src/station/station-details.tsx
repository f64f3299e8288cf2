import type { DoorView, StationView } from "@genkan/contract";
import { useNow, useReadable } from "@genkan/shell";
import { Fragment, type ReactNode } from "react";
import { isInstallerOf, isManagerOf } from "../app/me";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { CheckList } from "../stations/check-list";
import { judgeStation } from "../stations/condition";
import { DoorLine } from "../stations/door-line";
import { formatInstantExactly } from "../stations/moments";
import { StationState } from "../stations/station-state";
import { tellClock } from "../stations/station-words";
import { EnrolmentSection } from "./enrolment-section";
import { PanelSettingsSection } from "./panel-settings-section";
import { RemoteRelease } from "./remote-release";
import { ServesSection } from "./serves-section";
import { StolenSection } from "./stolen-section";
import { UnitCheckSection } from "./unit-check-section";

/** Everything that is known of a station, and for installers what they can do with it. */
export function StationDetails({ station }: { station: StationView }) {
  const { t } = useWords();
  const { session, now } = useServices();
  const view = useReadable(session.view);
  const nowMs = useNow(now);
  const condition = judgeStation(station);
  const mayEnrol = view.state === "signed_in" && isInstallerOf(view.me, station.property_id ?? null);
  const mayRelease = view.state === "signed_in" && isManagerOf(view.me, station.property_id ?? null);
  return (
    <div className="flex flex-col gap-6">
      <StationState condition={condition} nowMs={nowMs} />
      {condition.kind === "online" || condition.kind === "unenrolled" ? null : (
        <CheckList kind={condition.kind} />
      )}
      <Facts station={station} />
      <section aria-labelledby="sheet-doors">
        <h3 id="sheet-doors" className="mb-2 font-semibold text-16">
          {t("column.doors")}
        </h3>
        {station.doors.length === 0 ? <p className="text-14 text-quiet">{t("sheet.noDoors")}</p> : null}
        <ul className="flex flex-col gap-2">
          {station.doors.map((door) => (
            <Fragment key={door.door_id}>
              <DoorLine door={door} condition={condition} />
              <Wiring door={door} isOnline={station.online} />
              <li className="contents">
                <RemoteRelease door={door} mayRelease={mayRelease} />
              </li>
            </Fragment>
          ))}
        </ul>
      </section>
      <ServesSection station={station} mayChange={mayEnrol} />
      <PanelSettingsSection station={station} />
      <UnitCheckSection station={station} mayCheck={mayEnrol} />
      {mayEnrol ? <EnrolmentSection station={station} /> : null}
      <StolenSection station={station} />
      {!mayEnrol && condition.kind === "unenrolled" ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-14">{t("sheet.askInstaller")}</p>
      ) : null}
    </div>
  );
}

/** Which relay releases the door, and whether a monitor tells how it stands. */
function Wiring({ door, isOnline }: { door: DoorView; isOnline: boolean }) {
  const { t } = useWords();
  const state = door.state ?? null;
  const monitor = state === null ? "door.noMonitor" : state === "closed" ? "door.state.closed" : null;
  const words = [
    door.relay ? t("door.relay", { number: door.relay }) : null,
    isOnline && monitor !== null ? t(monitor) : null,
  ].filter((each) => each !== null);
  return words.length === 0 ? null : <li className="pl-6 text-14 text-quiet">{words.join(" · ")}</li>;
}

function Facts({ station }: { station: StationView }) {
  const { t } = useWords();
  const clockWords = station.online ? tellClock(station.clock_uncertainty_ms ?? null, t) : null;
  const since = station.online ? t("sheet.onlineSince") : t("sheet.lastSeen");
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-14">
      <Fact name={since}>{useExactly(station.since_ms)}</Fact>
      <Fact name={t("column.lastEvent")}>{useExactly(station.last_event_ms)}</Fact>
      <Fact name={t("column.clock")}>{clockWords}</Fact>
      <Fact name={t("column.version")}>{station.version}</Fact>
      <Fact name={t("sheet.id")}>
        <span className="break-all font-mono text-12">{station.station_id}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="tabular min-w-0">{children ?? "–"}</dd>
    </>
  );
}

function useExactly(atMs: number | null | undefined): string | null {
  const { i18n } = useWords();
  return atMs === null || atMs === undefined ? null : formatInstantExactly(atMs, i18n.language);
}
