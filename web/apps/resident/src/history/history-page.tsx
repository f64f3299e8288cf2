import { tellProblem, useReadable } from "@genkan/shell";
import { Banner, Button, EmptyState, Skeleton } from "@genkan/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff, History as HistoryIcon } from "lucide-react";
import type { Me } from "../app/api-types";
import { Page } from "../app/page";
import { useServices } from "../app/services";
import { usePageWords } from "../app/use-page-words";
import { WithQueries } from "../app/with-queries";
import { HistoryDaySection } from "./history-day-section";
import { groupByDay } from "./history-days";
import { HistoryRefused, historyQuery } from "./history-query";
import { useHistoryNews } from "./use-history-news";

/** What happened at the household's doors, newest first. */
export function HistoryPage() {
  const services = useServices();
  const view = useReadable(services.session.view);
  if (view.state !== "signed_in") return null;
  return (
    <WithQueries>
      <History me={view.me} />
    </WithQueries>
  );
}

function History({ me }: { me: Me }) {
  const { t } = usePageWords();
  useHistoryNews();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(historyQuery(me.person_id));
  const days = groupByDay(data?.pages.flatMap((page) => page.items) ?? []);
  const namesBuilding = new Set(me.homes.map((home) => home.building_name)).size > 1;
  return (
    <Page title={t("history.title")}>
      {error instanceof HistoryRefused ? (
        <Banner
          tone="warning"
          icon={<CloudOff size={20} />}
          action={
            <Button tone="plain" size="small" onClick={() => void refetch()}>
              {t("common:action.retry")}
            </Button>
          }
        >
          <p className="font-semibold">{t("history.failed")}</p>
          <p>{tellProblem(t, error.refusal.reason)}</p>
        </Banner>
      ) : null}
      {isPending ? <HistorySoon /> : null}
      {data !== undefined && days.length === 0 ? (
        <EmptyState icon={<HistoryIcon size={28} strokeWidth={1.75} />} title={t("history.empty.title")}>
          {t("history.empty.text")}
        </EmptyState>
      ) : null}
      {days.map((day) => (
        <HistoryDaySection key={day.startMs} day={day} namesBuilding={namesBuilding} />
      ))}
      {hasNextPage ? (
        <Button tone="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("history.more")}
        </Button>
      ) : null}
    </Page>
  );
}

function HistorySoon() {
  const { t } = usePageWords();
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t("common:loading")}</span>
      <Skeleton className="h-6 w-24" />
      <Skeleton className="h-20 rounded-card" />
      <Skeleton className="h-20 rounded-card" />
      <Skeleton className="h-20 rounded-card" />
    </div>
  );
}
