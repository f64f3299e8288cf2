import { announce } from "@genkan/shell";
import { Button } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { HardDrive, Server } from "lucide-react";
import { useState } from "react";
import { type Building, type Keeper, type Place, Refused, storeKeysQuery } from "../app/data";
import { useSending } from "../app/use-sending";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { Section } from "../settings/section";
import { usePortalKeyWords } from "./use-portal-key-words";

/** Where the key of the stations' store lies, for each building. The installer chooses. */
export function StoreSection({ place, isInstaller }: { place: Place; isInstaller: boolean }) {
  const { t } = usePortalKeyWords();
  const kept = useQuery(storeKeysQuery(place.property_id));
  if (place.buildings.length === 0) return null;
  return (
    <Section title={t("store.title")} text={t("store.text")}>
      {kept.isError ? <Problem refusal={kept.error instanceof Refused ? kept.error.refusal : null} /> : null}
      {kept.data === undefined ? null : (
        <ul className="flex flex-col divide-y divide-line">
          {place.buildings.map((building) => (
            <BuildingLine
              key={building.building_id}
              building={building}
              keptBy={kept.data[building.building_id] ?? "unit"}
              isInstaller={isInstaller}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface BuildingLineProps {
  building: Building;
  keptBy: Keeper;
  isInstaller: boolean;
}

function BuildingLine({ building, keptBy, isInstaller }: BuildingLineProps) {
  const { t } = usePortalKeyWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const other: Keeper = keptBy === "unit" ? "server" : "unit";
  const Icon = keptBy === "unit" ? HardDrive : Server;
  const change = async () => {
    const path = `/api/portal/buildings/${encodeURIComponent(building.building_id)}/store-key`;
    const answer = await sending.send("PUT", path, { kept_by: other });
    if (!answer.ok) return;
    setAsking(false);
    announce(t("store.changed"));
  };
  return (
    <li className="flex flex-col gap-3 py-3" data-testid="portal-store" data-kept-by={keptBy}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
        <div className="min-w-48 flex-1">
          <p className="font-semibold text-16">{building.name}</p>
          <p className="text-14">{t(`store.${keptBy}`)}</p>
          <p className="text-14 text-quiet">{t(`store.${keptBy}Text`)}</p>
        </div>
        {isInstaller && !isAsking ? (
          <Button
            tone="quiet"
            size="small"
            aria-label={t("store.changeOf", { building: building.name })}
            data-testid="portal-store-change"
            onClick={() => setAsking(true)}
          >
            {t("store.change")}
          </Button>
        ) : null}
      </div>
      <Problem refusal={sending.refusal} />
      {isAsking ? (
        <Confirm
          title={t(other === "server" ? "store.toServerTitle" : "store.toUnitTitle", {
            building: building.name,
          })}
          text={t(`store.${other}Text`)}
          action={t("store.confirm")}
          isBusy={sending.isBusy}
          confirm={() => void change()}
          cancel={() => setAsking(false)}
          testId="portal-store"
        />
      ) : null}
    </li>
  );
}
