import { useReadable } from "@genkan/shell";
import { EmptyState } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { CannotShow } from "../app/cannot-show";
import { type Place, placesQuery } from "../app/data";
import { isManagerOf } from "../app/me";
import { Page } from "../app/page";
import { PropertyChoice, usePlaceOfPage } from "../app/property-choice";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { TableSoon } from "../devices/table-soon";
import { EventsOf } from "./events-of";
import { useEventWords } from "./use-event-words";
import { ViewChoice } from "./view-choice";
import { WeekOf } from "./week-of";

/** What happened at the doors: as a list that can be searched, and as a week at a glance. */
export function EventsPage() {
  const { t } = useEventWords();
  const { session } = useServices();
  const view = useReadable(session.view);
  const places = useQuery(placesQuery);
  const own =
    view.state === "signed_in"
      ? places.data?.filter((place) => isManagerOf(view.me, place.property_id))
      : undefined;
  return (
    <Page title={t("nav.events")} lead={t("events.lead")}>
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("events.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {own?.length === 0 ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("events.none.title")}>
          {t("events.none.text")}
        </EmptyState>
      ) : null}
      {own !== undefined && own.length > 0 ? <Chosen places={own} /> : null}
    </Page>
  );
}

/** The property in the page's address, or the first. */
function Chosen({ places }: { places: Place[] }) {
  const setSearch = useSetSearch();
  const { events = "list" } = useSearch({ from: "__root__" });
  const place = usePlaceOfPage(places);
  if (place === undefined) return null;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <PropertyChoice
          places={places}
          propertyId={place.property_id}
          choose={(property) => setSearch({ property, door: "" })}
          className="w-full sm:w-80"
        />
        <ViewChoice view={events} choose={(events) => setSearch({ events })} />
      </div>
      {events === "week" ? (
        <WeekOf key={place.property_id} propertyId={place.property_id} />
      ) : (
        <EventsOf key={place.property_id} place={place} />
      )}
    </>
  );
}
