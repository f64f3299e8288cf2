import type { StationView } from "@genkan/contract";
import { useNow, useReadable } from "@genkan/shell";
import type { ReactNode } from "react";
import { isInstallerOf, isManagerOf } from "../app/me";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";
import { CheckList } from "../stations/check-list";
import { judgeStation } from "../stations/condition";
import { formatInstantExactly } from "../stations/moments";
import { StationState } from "../stations/station-state";
import { tellClock } from "../stations/station-words";
import { RemovalSection } from "../wiring/removal-section";
import { StationName } from "../wiring/station-name";
import { DoorsSection } from "./doors-section";
import { EnrolmentSection } from "./enrolment-section";
import { PanelSettingsSection } from "./panel-settings-section";
import { ServesSection } from "./serves-section";
import { StolenSection } from "./stolen-section";
import { UnitCheckSection } from "./unit-check-section";

/** Everything that is known of a station, and for installers what they can do with it. */
export function StationDetails({ station, close }: { station: StationView; close(): void }) {
  const { t } = useWords();
  const { session, enrolments, now } = useServices();
  const enrolment = useReadable(enrolments.of(station.station_id).view);
  const view = useReadable(session.view);
  const nowMs = useNow(now);
  const condition = judgeStation(station);
  const mayEnrol = view.state === "signed_in" && isInstallerOf(view.me, station.property_id ?? null);
  const mayRelease = view.state === "signed_in" && isManagerOf(view.me, station.property_id ?? null);
  // Whoever puts the first unit in sees its code, and what comes of it, before everything else.
  const isPuttingUp = enrolment.step === "issued" ? !enrolment.replaces : !station.enrolled;
  return (
    <div className="flex flex-col gap-6">
      <StationState condition={condition} nowMs={nowMs} />
      {condition.kind === "online" || condition.kind === "unenrolled" ? null : (
        <CheckList kind={condition.kind} />
      )}
      {mayEnrol ? <StationName station={station} /> : null}
      {mayEnrol && isPuttingUp ? <EnrolmentSection station={station} /> : null}
      <Facts station={station} />
      <DoorsSection station={station} mayChange={mayEnrol} mayRelease={mayRelease} />
      <ServesSection station={station} mayChange={mayEnrol} />
      <PanelSettingsSection station={station} />
      <UnitCheckSection station={station} mayCheck={mayEnrol} />
      {mayEnrol && !isPuttingUp ? <EnrolmentSection station={station} /> : null}
      <StolenSection station={station} />
      {mayEnrol ? <RemovalSection station={station} close={close} /> : null}
      {!mayEnrol && condition.kind === "unenrolled" ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-14">{t("sheet.askInstaller")}</p>
      ) : null}
    </div>
  );
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
