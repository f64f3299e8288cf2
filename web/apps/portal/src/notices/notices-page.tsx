import { useReadable } from "@genkan/shell";
import { Button, EmptyState } from "@genkan/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Building2, Megaphone, PenLine } from "lucide-react";
import { useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { noticesQuery, type Place, placesQuery } from "../app/data";
import { isManagerOf } from "../app/me";
import { Page } from "../app/page";
import { OfProperty } from "../app/property-choice";
import { useServices } from "../app/services";
import { TableSoon } from "../devices/table-soon";
import { NoticeCard } from "./notice-card";
import { NoticeEditor } from "./notice-editor";
import type { Notice } from "./notice-form";
import { useNoticeWords } from "./use-notice-words";

const HOME_ZONE = "Asia/Tokyo";
const ASK_AGAIN_MS = 1_000; // while one is being sent

/** 「お知らせ」: what was written to residents, what is to come, and how many have opened it. */
export function NoticesPage() {
  const { t } = useNoticeWords();
  const places = useQuery(placesQuery);
  return (
    <Page title={t("nav.notices")} lead={t("notices.lead")}>
      {places.isPending ? <TableSoon /> : null}
      {places.isError ? (
        <CannotShow title={t("notices.refused")} error={places.error} retry={() => void places.refetch()} />
      ) : null}
      {places.data?.length === 0 ? (
        <EmptyState icon={<Building2 size={28} strokeWidth={1.75} />} title={t("entrance.none")}>
          {t("settings.empty.manager")}
        </EmptyState>
      ) : null}
      {places.data !== undefined && places.data.length > 0 ? (
        <OfProperty places={places.data}>{(place) => <NoticesOf place={place} />}</OfProperty>
      ) : null}
    </Page>
  );
}

function NoticesOf({ place }: { place: Place }) {
  const { t } = useNoticeWords();
  const { session, now } = useServices();
  const isSending = (notice: Notice) => notice.state === "scheduled" && notice.since_ms <= now();
  const view = useReadable(session.view);
  const [edited, setEdited] = useState<Notice | "new" | null>(null);
  const notices = useInfiniteQuery({
    ...noticesQuery(place.property_id),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.notices.some(isSending)) ? ASK_AGAIN_MS : false,
  });
  const zone = place.buildings[0]?.time_zone ?? HOME_ZONE;
  const mayWrite = view.state === "signed_in" && isManagerOf(view.me, place.property_id);
  if (notices.isError)
    return (
      <CannotShow title={t("notices.refused")} error={notices.error} retry={() => void notices.refetch()} />
    );
  if (notices.data === undefined) return <TableSoon />;
  const shown = notices.data.pages.flatMap((page) => page.notices);
  const write = mayWrite ? (
    <Button
      icon={<PenLine size={20} strokeWidth={1.75} aria-hidden />}
      className="self-start"
      data-testid="portal-notice-write"
      onClick={() => setEdited("new")}
    >
      {t("notices.write")}
    </Button>
  ) : null;
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState
          icon={<Megaphone size={28} strokeWidth={1.75} />}
          title={t("notices.empty")}
          action={write}
        >
          {t(mayWrite ? "notices.emptyText" : "notices.emptyInstaller")}
        </EmptyState>
      ) : (
        <>
          {write}
          <ul className="flex flex-col gap-4">
            {shown.map((notice) => (
              <NoticeCard
                key={notice.notice_id}
                notice={notice}
                place={place}
                zone={zone}
                isSending={isSending(notice)}
                mayWrite={mayWrite}
                edit={() => setEdited(notice)}
              />
            ))}
          </ul>
        </>
      )}
      {notices.hasNextPage ? (
        <Button
          tone="quiet"
          isBusy={notices.isFetchingNextPage}
          data-testid="portal-notices-more"
          onClick={() => void notices.fetchNextPage()}
        >
          {t("notices.more")}
        </Button>
      ) : null}
      {edited === null ? null : (
        <NoticeEditor
          place={place}
          zone={zone}
          notice={edited === "new" ? null : edited}
          close={() => setEdited(null)}
        />
      )}
    </>
  );
}
