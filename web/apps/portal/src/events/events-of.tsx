import { useNow } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { DoorOpen, Download, SearchX, UserSearch } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { CannotShow } from "../app/cannot-show";
import type { Place } from "../app/data";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { TableSoon } from "../devices/table-soon";
import { isFiltered, readFilter, writeQuery } from "./event-filter";
import { EventFilters } from "./event-filters";
import { EventTable } from "./event-table";
import { type EventPage, eventsQuery, pathOf } from "./events-data";
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
  return (
    <>
      <EventFilters filter={filter} doors={first?.doors ?? []} zone={zone} change={setSearch} />
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
        propertyId={place.property_id}
        isFiltered={isFiltered(filter) || look !== null}
        clear={() => setSearch(NO_FILTER)}
      />
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

interface FoundProps {
  found: UseInfiniteQueryResult<InfiniteData<EventPage>>;
  propertyId: string;
  isFiltered: boolean;
  clear(): void;
}

/** What was found so far, and the way to more. */
function Found({ found, propertyId, isFiltered, clear }: FoundProps) {
  const { t } = useEventWords();
  const first = found.data?.pages[0];
  if (found.isPending) return <TableSoon />;
  if (first === undefined) {
    return (
      <CannotShow
        title={t("events.refused")}
        error={found.error ?? new Error()}
        retry={() => void found.refetch()}
      />
    );
  }
  const events = found.data?.pages.flatMap((page) => page.events) ?? [];
  if (events.length === 0) return <Nothing isFiltered={isFiltered} clear={clear} />;
  return (
    <>
      <EventTable events={events} zone={first.time_zone} propertyId={propertyId} />
      {found.isFetchNextPageError ? (
        <CannotShow
          title={t("events.refused")}
          error={found.error}
          retry={() => void found.fetchNextPage()}
        />
      ) : null}
      {found.hasNextPage ? (
        <Button
          tone="quiet"
          className="self-center"
          isBusy={found.isFetchingNextPage}
          data-testid="portal-events-more"
          onClick={() => void found.fetchNextPage()}
        >
          {t("events.more")}
        </Button>
      ) : null}
    </>
  );
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear(): void }) {
  const { t } = useEventWords();
  if (!isFiltered) {
    return (
      <EmptyState icon={<DoorOpen size={28} strokeWidth={1.75} />} title={t("events.empty.title")}>
        {t("events.empty.text")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.75} />}
      title={t("events.nothing.title")}
      action={<Button onClick={clear}>{t("events.filter.clear")}</Button>}
    >
      {t("events.nothing.text")}
    </EmptyState>
  );
}
