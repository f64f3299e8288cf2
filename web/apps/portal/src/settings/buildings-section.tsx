import { Button } from "@genkan/ui";
import { Building2, HousePlus, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import type { Building, Place } from "../app/data";
import { useWords } from "../app/use-words";
import { AddHomesDialog } from "./add-homes-dialog";
import { BuildingDialog } from "./building-dialog";
import { PropertyDialog } from "./property-dialog";
import { Section } from "./section";

type Open =
  | { what: "rename" }
  | { what: "building"; building: Building | null }
  | { what: "homes"; building: Building }
  | null;

/** The property's name, its buildings, and how many homes each has. */
export function BuildingsSection({ place, isInstaller }: { place: Place; isInstaller: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={place.name}
      text={t("buildings.text")}
      action={
        isInstaller ? (
          <div className="flex flex-wrap gap-2">
            <Button
              tone="quiet"
              size="small"
              icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
              onClick={() => setOpen({ what: "rename" })}
            >
              {t("property.rename")}
            </Button>
            <Button
              size="small"
              icon={<Plus size={18} strokeWidth={1.75} aria-hidden />}
              data-testid="portal-add-building"
              onClick={() => setOpen({ what: "building", building: null })}
            >
              {t("building.add")}
            </Button>
          </div>
        ) : null
      }
    >
      {place.buildings.length === 0 ? (
        <p className="rounded-control bg-sunken px-4 py-3 text-16">
          {isInstaller ? t("buildings.empty") : t("buildings.emptyManager")}
        </p>
      ) : null}
      <ul className="flex flex-col divide-y divide-line">
        {place.buildings.map((building) => (
          <li key={building.building_id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <Building2 size={22} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
            <div className="min-w-40 flex-1">
              <p className="font-semibold text-16">{building.name}</p>
              <p className="text-14 text-quiet">
                {t("building.facts", { count: building.homes, zone: building.time_zone })}
              </p>
            </div>
            {isInstaller ? (
              <div className="flex flex-wrap gap-2">
                <Button
                  tone="quiet"
                  size="small"
                  aria-label={t("building.editOf", { name: building.name })}
                  onClick={() => setOpen({ what: "building", building })}
                >
                  {t("form.edit")}
                </Button>
                <Button
                  tone="quiet"
                  size="small"
                  icon={<HousePlus size={18} strokeWidth={1.75} aria-hidden />}
                  aria-label={t("homesForm.addTo", { name: building.name })}
                  data-testid="portal-add-homes"
                  onClick={() => setOpen({ what: "homes", building })}
                >
                  {t("homesForm.add")}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {open?.what === "rename" ? <PropertyDialog place={place} close={close} /> : null}
      {open?.what === "building" ? (
        <BuildingDialog propertyId={place.property_id} building={open.building} close={close} />
      ) : null}
      {open?.what === "homes" ? (
        <AddHomesDialog propertyId={place.property_id} building={open.building} close={close} />
      ) : null}
    </Section>
  );
}
