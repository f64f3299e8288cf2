import type { StationView } from "@genkan/contract";
import { Banner, Button, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { type PanelSettings, panelSettingsQuery } from "../app/data";
import { PanelSettingsForm } from "./panel-settings-form";
import { useUnitWords } from "./use-unit-words";

/** How the station's own screen and sound are set: shown, and changed in place. */
export function PanelSettingsSection({ station }: { station: StationView }) {
  const { t } = useUnitWords();
  const [isOpen, setOpen] = useState(false);
  const { data, isError } = useQuery(panelSettingsQuery(station.station_id));
  return (
    <section aria-labelledby="sheet-unit" className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h3 id="sheet-unit" className="font-semibold text-16">
          {t("unit.title")}
        </h3>
        <p className="mt-1 text-14 text-quiet">{t("unit.lead")}</p>
      </div>
      {isError ? (
        <Banner tone="danger" icon={<TriangleAlert size={20} />}>
          {t("unit.refused")}
        </Banner>
      ) : null}
      {data === undefined && !isError ? <Skeleton className="h-32 rounded-control" /> : null}
      {data !== undefined && !isOpen ? (
        <>
          <Facts shown={data} />
          <Button
            tone="quiet"
            isWide
            icon={<SlidersHorizontal size={20} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-unit-change"
            onClick={() => setOpen(true)}
          >
            {t("unit.change")}
          </Button>
        </>
      ) : null}
      {data !== undefined && isOpen ? (
        <PanelSettingsForm station={station} shown={data} close={() => setOpen(false)} />
      ) : null}
    </section>
  );
}

function Facts({ shown: { settings, of_property } }: { shown: PanelSettings }) {
  const { t } = useUnitWords();
  const hasNight = of_property.night !== null;
  const nightVolume = settings.night_volume ?? of_property.night_volume;
  const pictures = settings.snapshots === "property" ? of_property.snapshots : settings.snapshots;
  const facts = [
    [
      t("unit.sound"),
      hasNight
        ? t("unit.fact.volume", {
            day: settings.volume,
            night: Math.round((settings.volume * nightVolume) / 100),
          })
        : t("unit.fact.volumeDay", { day: settings.volume }),
    ],
    [
      t("unit.light"),
      hasNight
        ? t("unit.fact.light", { day: settings.brightness, night: settings.night_brightness })
        : t("unit.percent", { value: settings.brightness }),
    ],
    [t("unit.language"), t(`unit.language.${settings.language}`)],
    [t("unit.idle"), t("unit.seconds", { count: settings.idle_s })],
    [
      t("unit.snapshots"),
      settings.snapshots === "property"
        ? t("unit.snapshots.property", { value: t(`unit.snapshots.${pictures}`) })
        : t(`unit.snapshots.${pictures}`),
    ],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-14" data-testid="portal-unit-facts">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="max-w-36 text-quiet">{name}</dt>
          <dd className="tabular min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
