import { useReadable } from "@genkan/shell";
import { EmptyState } from "@genkan/ui";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { CannotShow } from "../app/cannot-show";
import { type Place, placesQuery, policyQuery, staffKeysQuery, storeKeysQuery } from "../app/data";
import { isInstallerOf } from "../app/me";
import { Page } from "../app/page";
import { OfProperty } from "../app/property-choice";
import { useServices } from "../app/services";
import { TableSoon } from "../devices/table-soon";
import { PolicySection } from "./policy-section";
import { StaffSection } from "./staff-section";
import { StoreSection } from "./store-section";
import { usePortalKeyWords } from "./use-portal-key-words";

/** The staff's keys, who may pass which door when, and where the stations' own key lies. */
export function KeysPage() {
  const { t } = usePortalKeyWords();
  const places = useQuery(placesQuery);
  return (
    <Page title={t("nav.keys")} lead={t("keysPage.lead")}>
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("keysPage.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {places.data?.length === 0 ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("entrance.none")}>
          {t("settings.empty.manager")}
        </EmptyState>
      ) : null}
      {places.data !== undefined && places.data.length > 0 ? (
        <OfProperty places={places.data}>{(place) => <KeysOf place={place} />}</OfProperty>
      ) : null}
    </Page>
  );
}

/** All at once: what comes piece by piece slides away from under a pointer. */
function KeysOf({ place }: { place: Place }) {
  const { t } = usePortalKeyWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const keys = useQuery(staffKeysQuery(place.property_id));
  const policies = useQueries({ queries: keys.data?.doors.map((door) => policyQuery(door.door_id)) ?? [] });
  const kept = useQuery(storeKeysQuery(place.property_id));
  const isPending = kept.isPending || policies.some((policy) => policy.isPending);
  if (keys.isError)
    return <CannotShow title={t("keysPage.refused")} error={keys.error} retry={() => void keys.refetch()} />;
  if (keys.data === undefined || isPending || view.state !== "signed_in") return <TableSoon />;
  return (
    <>
      <StaffSection place={place} keys={keys.data} />
      <PolicySection place={place} doors={keys.data.doors} />
      <StoreSection place={place} isInstaller={isInstallerOf(view.me, place.property_id)} />
    </>
  );
}
