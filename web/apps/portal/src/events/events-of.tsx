import { useNow } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { DoorOpen, Download, UserSearch } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Place } from "../app/data";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { isFiltered, readFilter, writeQuery } from "./event-filter";
import { EventFilters } from "./event-filters";
import { EventTable } from "./event-table";
import { eventsQuery, pathOf } from "./events-data";
import { Found } from "./found";
import type { Look } from "./look-dialog";
import { LookNote } from "./look-note";
import { useEventWords } from "./use-event-words";

const LookDialog = lazy(() => import("./look-dialog"));
const MINUTE_MS = 60_000;
const NO_FILTER = { door: "", method: "", outcome: "", period: "", from: "", to: "" } as const;

/** The events of one property, and what narrows them. */
export function EventsOf({ place }: { place: Place }) {
  const { t, i18n } = useEventWords();
  const { now } = useServices();
  const nowMs = useNow(now, MINUTE_MS);
  const setSearch = useSetSearch();
  const filter = readFilter({ ...useSearch({ from: "__root__" }) });
  const [look, setLook] = useState<Look | null>(null);
  const [isLooking, setLooking] = useState(false);
  const zone = place.buildings[0]?.time_zone ?? "UTC";
  const query = writeQuery(filter, zone, nowMs, look?.lookId ?? null);
  const found = useInfiniteQuery(eventsQuery(place.property_id, query));
  const first = found.data?.pages[0];
  const file = new URLSearchParams(query);
  file.set("language", i18n.language === "en" ? "en" : "ja");
  const clear = () => setSearch(NO_FILTER);
  return (
    <>
      <EventFilters filter={filter} doors={first?.doors ?? []} zone={zone} change={setSearch} clear={clear} />
      <div className="flex flex-wrap gap-3">
        <Button
          tone="quiet"
          icon={<UserSearch size={20} strokeWidth={1.75} />}
          data-testid="portal-events-look"
          onClick={() => setLooking(true)}
        >
          {t("look.begin")}
        </Button>
        <a
          href={`${pathOf(place.property_id)}/events.csv?${file}`}
          download
          data-testid="portal-events-file"
          className="inline-flex min-h-12 items-center gap-2 rounded-control bg-sunken px-5 font-semibold text-16"
        >
          <Download size={20} strokeWidth={1.75} aria-hidden />
          {t("events.file")}
        </a>
      </div>
      {look === null ? null : <LookNote look={look} nowMs={nowMs} end={() => setLook(null)} />}
      <Found
        found={found}
        refused={t("events.refused")}
        isFiltered={isFiltered(filter) || look !== null}
        clear={clear}
        empty={
          <EmptyState icon={<DoorOpen size={28} strokeWidth={1.75} />} title={t("events.empty.title")}>
            {t("events.empty.text")}
          </EmptyState>
        }
        nothing={t("events.nothing.text")}
        moreTestId="portal-events-more"
      >
        {(pages) => {
          const events = pages.flatMap((page) => page.events);
          if (events.length === 0) return null;
          return (
            <EventTable events={events} zone={pages[0]?.time_zone ?? zone} propertyId={place.property_id} />
          );
        }}
      </Found>
      {isLooking ? (
        <Suspense fallback={null}>
          <LookDialog
            propertyId={place.property_id}
            begin={(begun) => {
              setLook(begun);
              setLooking(false);
            }}
            close={() => setLooking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
