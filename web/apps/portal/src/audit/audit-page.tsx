import { useNow } from "@genkan/shell";
import { EmptyState } from "@genkan/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Building2, Download, History } from "lucide-react";
import { CannotShow } from "../app/cannot-show";
import { type Place, placesQuery } from "../app/data";
import { Page } from "../app/page";
import { PropertyChoice, usePlaceOfPage } from "../app/property-choice";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { TableSoon } from "../devices/table-soon";
import { pathOf } from "../events/events-data";
import { Found } from "../events/found";
import { auditQuery } from "./audit-data";
import { readWholeFilter, writeAuditQuery } from "./audit-filter";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { useAuditWords } from "./use-audit-words";

const MINUTE_MS = 60_000;
const NO_FILTER = { doer: "", area: "", period: "", from: "", to: "" } as const;

/** 「操作履歴」: who of those who look after a property changed what. */
export function AuditPage() {
  const { t } = useAuditWords();
  const places = useQuery(placesQuery);
  return (
    <Page title={t("nav.audit")} lead={t("audit.lead")}>
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("audit.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {places.data?.length === 0 ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("audit.none.title")}>
          {t("audit.none.text")}
        </EmptyState>
      ) : null}
      {places.data !== undefined && places.data.length > 0 ? <Chosen places={places.data} /> : null}
    </Page>
  );
}

function Chosen({ places }: { places: Place[] }) {
  const setSearch = useSetSearch();
  const place = usePlaceOfPage(places);
  if (place === undefined) return null;
  return (
    <>
      <PropertyChoice
        places={places}
        propertyId={place.property_id}
        choose={(property) => setSearch({ property, doer: "" })}
      />
      <AuditOf key={place.property_id} place={place} />
    </>
  );
}

/** The list of one property, and what narrows it. */
function AuditOf({ place }: { place: Place }) {
  const { t, i18n } = useAuditWords();
  const { now } = useServices();
  const nowMs = useNow(now, MINUTE_MS);
  const setSearch = useSetSearch();
  const filter = readWholeFilter({ ...useSearch({ from: "__root__" }) });
  const zone = place.buildings[0]?.time_zone ?? "UTC";
  const query = writeAuditQuery(filter, zone, nowMs);
  const found = useInfiniteQuery(auditQuery(place.property_id, query));
  const first = found.data?.pages[0];
  const file = new URLSearchParams(query);
  file.set("language", i18n.language === "en" ? "en" : "ja");
  const clear = () => setSearch(NO_FILTER);
  return (
    <>
      <AuditFilters filter={filter} doers={first?.doers ?? []} zone={zone} change={setSearch} clear={clear} />
      <a
        href={`${pathOf(place.property_id)}/audit.csv?${file}`}
        download
        data-testid="portal-audit-file"
        className="inline-flex min-h-12 items-center gap-2 self-start rounded-control bg-sunken px-5 font-semibold text-16"
      >
        <Download size={20} strokeWidth={1.75} aria-hidden />
        {t("events.file")}
      </a>
      <Found
        found={found}
        refused={t("audit.refused")}
        isFiltered={query !== ""}
        clear={clear}
        empty={
          <EmptyState icon={<History size={28} strokeWidth={1.75} />} title={t("audit.empty.title")}>
            {t("audit.empty.text")}
          </EmptyState>
        }
        nothing={t("audit.nothing.text")}
        moreTestId="portal-audit-more"
      >
        {(pages) => {
          const lines = pages.flatMap((page) => page.lines);
          if (lines.length === 0) return null;
          return <AuditTable lines={lines} zone={first?.time_zone ?? zone} />;
        }}
      </Found>
    </>
  );
}
