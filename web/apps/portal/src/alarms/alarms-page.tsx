import { useNow, useReadable } from "@genkan/shell";
import { Button, Card, EmptyState } from "@genkan/ui";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowLeft, BellOff } from "lucide-react";
import { useEffect } from "react";
import { CannotShow } from "../app/cannot-show";
import { alarmsQuery, placesQuery } from "../app/data";
import { FilterChips } from "../app/filter-chips";
import { Page } from "../app/page";
import { OfProperty } from "../app/property-choice";
import { useServices } from "../app/services";
import { useSetSearch } from "../app/use-set-search";
import { TableSoon } from "../devices/table-soon";
import { AlarmLine } from "./alarm-line";
import { AlarmSettings } from "./alarm-settings";
import { useAlarmWords } from "./use-alarm-words";

const FRESH_MS = 10_000;

/** Alarms that wait and alarms of the past, and who is told of them when. */
export function AlarmsPage() {
  const { t } = useAlarmWords();
  return (
    <Page
      title={t("nav.alarms")}
      lead={t("alarms.lead")}
      action={
        <Link to="/" className="inline-flex min-h-12 items-center gap-2 font-semibold text-16 text-indigo">
          <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
          {t("nav.live")}
        </Link>
      }
    >
      <Parts />
    </Page>
  );
}

/** The list, and below it who is told: not before the list, which would push it away from under a pointer. */
function Parts() {
  const { t } = useAlarmWords();
  const { board, now } = useServices();
  const queries = useQueryClient();
  const setSearch = useSetSearch();
  const { alarms: part } = useSearch({ from: "__root__" });
  const nowMs = useNow(now, FRESH_MS);
  const live = useReadable(board.alarms);
  const show = part ?? "open";
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    ...alarmsQuery(show),
    placeholderData: keepPreviousData,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server shows anew is news for the list
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["alarms"] });
  }, [live, queries]);
  if (data === undefined) {
    if (error === null) return <TableSoon />;
    return (
      <>
        <CannotShow title={t("alarms.refused")} error={error} retry={() => void refetch()} />
        <SettingsOfChosen />
      </>
    );
  }
  const alarms = data.pages.flatMap((page) => page.alarms);
  return (
    <>
      <FilterChips
        legend={t("alarms.filter.label")}
        options={[
          { value: "open", label: t("alarms.filter.open"), count: data.pages[0]?.open_count ?? 0 },
          { value: "all", label: t("alarms.filter.all") },
        ]}
        value={show}
        choose={(alarms) => setSearch({ alarms })}
      />
      {alarms.length === 0 ? (
        <EmptyState
          icon={<BellOff size={28} strokeWidth={1.75} />}
          title={t(show === "open" ? "alarms.none" : "alarms.never")}
        >
          {t("alarms.noneText")}
        </EmptyState>
      ) : (
        <Card className="px-5 py-1">
          <ul className="flex flex-col divide-y divide-line" data-testid="portal-alarms">
            {alarms.map((alarm) => (
              <AlarmLine key={alarm.alarm_id} alarm={alarm} nowMs={nowMs} />
            ))}
          </ul>
        </Card>
      )}
      {hasNextPage ? (
        <Button
          tone="quiet"
          isBusy={isFetchingNextPage}
          data-testid="portal-alarms-more"
          onClick={() => void fetchNextPage()}
        >
          {t("alarms.more")}
        </Button>
      ) : null}
      <SettingsOfChosen />
    </>
  );
}

function SettingsOfChosen() {
  const places = useQuery(placesQuery).data ?? [];
  return (
    <OfProperty places={places}>{(place) => <AlarmSettings propertyId={place.property_id} />}</OfProperty>
  );
}
