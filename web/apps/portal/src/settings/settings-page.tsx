import { useReadable } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Building2, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { managersQuery, type Place, placesQuery, seatOrdersQuery, settingsQuery } from "../app/data";
import { isInstallerOf } from "../app/me";
import { Page } from "../app/page";
import { PropertyChoice, usePlaceOfPage } from "../app/property-choice";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { useWords } from "../app/use-words";
import { TableSoon } from "../devices/table-soon";
import { OpenIntegrations } from "../integrations/open-integrations";
import { BuildingsSection } from "./buildings-section";
import { BackupForm, ContactForm, SeatsForm } from "./choices";
import { ManagersSection } from "./managers-section";
import { PropertyDialog } from "./property-dialog";
import { SeatOrdersSection } from "./seat-orders-section";
import { SecondFactorForm } from "./second-factor-form";

const SetUpSteps = lazy(() => import("../wiring/set-up-steps"));

/** What a property is made of, who looks after it, and what its staff choose for it. */
export function SettingsPage() {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const places = useQuery(placesQuery);
  const [isAdding, setAdding] = useState(false);
  if (view.state !== "signed_in") return null;
  const isInstaller = view.me.is_installer;
  return (
    <Page title={t("nav.settings")} lead={t("settings.lead")}>
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("settings.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {places.data?.length === 0 ? (
        <EmptyState
          icon={<Building2 size={28} strokeWidth={1.75} />}
          title={t("settings.empty.title")}
          action={
            isInstaller ? (
              <Button data-testid="portal-add-property" onClick={() => setAdding(true)}>
                {t("property.add")}
              </Button>
            ) : null
          }
        >
          {isInstaller ? t("settings.empty.installer") : t("settings.empty.manager")}
        </EmptyState>
      ) : null}
      {places.data !== undefined && places.data.length > 0 ? (
        <Chosen places={places.data} add={isInstaller ? () => setAdding(true) : null} />
      ) : null}
      {isAdding ? <PropertyDialog place={null} close={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** The property in the page's address, or the first. */
function Chosen({ places, add }: { places: Place[]; add: (() => void) | null }) {
  const { t } = useWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const setSearch = useSetSearch();
  const place = usePlaceOfPage(places);
  if (place === undefined || view.state !== "signed_in") return null;
  const isInstaller = isInstallerOf(view.me, place.property_id);
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <PropertyChoice
          className="min-w-64 flex-1 sm:max-w-sm"
          places={places}
          propertyId={place.property_id}
          choose={(property) => setSearch({ property })}
        />
        {add === null ? null : (
          <Button
            tone="quiet"
            className="min-h-14"
            icon={<Plus size={20} strokeWidth={1.75} aria-hidden />}
            data-testid="portal-add-property"
            onClick={add}
          >
            {t("property.add")}
          </Button>
        )}
      </div>
      <Suspense fallback={<TableSoon />}>
        <Parts key={place.property_id} place={place} isInstaller={isInstaller} />
      </Suspense>
    </>
  );
}

/** Everything there is to set, all at once: what comes piece by piece slides away from under a pointer. */
function Parts({ place, isInstaller }: { place: Place; isInstaller: boolean }) {
  const { t } = useWords();
  const propertyId = place.property_id;
  const settings = useQuery(settingsQuery(propertyId));
  const managers = useQuery(managersQuery(propertyId));
  const orders = useQuery(seatOrdersQuery(propertyId));
  if (settings.isPending || managers.isPending || orders.isPending) return <TableSoon />;
  if (settings.data === undefined) {
    return (
      <CannotShow
        title={t("settings.refused")}
        error={settings.error}
        retry={() => void settings.refetch()}
      />
    );
  }
  const form = { propertyId, settings: settings.data };
  return (
    <>
      {isInstaller ? <SetUpSteps place={place} /> : null}
      <BuildingsSection place={place} isInstaller={isInstaller} />
      <ManagersSection propertyId={propertyId} isInstaller={isInstaller} />
      <SecondFactorForm {...form} />
      <ContactForm {...form} />
      <BackupForm {...form} />
      <SeatOrdersSection propertyId={propertyId} />
      <OpenIntegrations propertyId={propertyId} />
      <SeatsForm {...form} />
    </>
  );
}
