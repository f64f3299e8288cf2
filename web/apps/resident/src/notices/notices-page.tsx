import { callApi, tellProblem } from "@genkan/shell";
import { Banner, Button, Card, EmptyState, Skeleton } from "@genkan/ui";
import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, CloudOff, FileText, ImageIcon, Megaphone } from "lucide-react";
import { useState } from "react";
import { BackLink } from "../app/back-link";
import { Page } from "../app/page";
import { Refused } from "../app/refused";
import { WithQueries } from "../app/with-queries";
import type { Notice } from "./notices-query";
import { useNoticeWords } from "./use-notice-words";
import { useNotices } from "./use-notices";

/** 「お知らせ」: what the management wrote; opened is read. */
export function NoticesPage() {
  return (
    <WithQueries>
      <Notices />
    </WithQueries>
  );
}

function Notices() {
  const { t } = useNoticeWords();
  const { data, error, refetch } = useNotices();
  return (
    <Page title={t("notices.title")} back={<BackLink to="/">{t("notices.back")}</BackLink>}>
      {data === undefined && error === null ? (
        <div role="status" className="flex flex-col gap-3">
          <span className="sr-only">{t("common:loading")}</span>
          <Skeleton className="h-24 rounded-card" />
          <Skeleton className="h-24 rounded-card" />
        </div>
      ) : null}
      {error === null ? null : (
        <Banner
          tone="warning"
          icon={<CloudOff size={20} />}
          action={
            <Button tone="plain" size="small" onClick={() => void refetch()}>
              {t("common:action.retry")}
            </Button>
          }
        >
          {tellProblem(t, error instanceof Refused ? error.refusal.reason : "internal")}
        </Banner>
      )}
      {data?.length === 0 ? (
        <EmptyState icon={<Megaphone size={28} strokeWidth={1.75} />} title={t("notices.empty")}>
          {t("notices.emptyText")}
        </EmptyState>
      ) : null}
      <ul className="flex flex-col gap-4">
        {data?.map((notice) => (
          <NoticeItem key={notice.notice_id} notice={notice} />
        ))}
      </ul>
    </Page>
  );
}

function NoticeItem({ notice }: { notice: Notice }) {
  const { t, i18n } = useNoticeWords();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long", timeStyle: "short" });
  const isUnread = !(notice.is_read || notice.is_over);
  const toggle = async () => {
    setOpen(!isOpen);
    if (isOpen || notice.is_read) return;
    const path = `/api/app/notices/${encodeURIComponent(notice.notice_id)}/read`;
    const answer = await callApi(path, { method: "POST" });
    if (answer.ok) await queries.invalidateQueries({ queryKey: ["notices"] });
  };
  return (
    <li>
      <Card className="p-0" data-testid="notice" data-state={isUnread ? "unread" : "read"}>
        <button
          type="button"
          aria-expanded={isOpen}
          data-testid="notice-open"
          className="flex min-h-16 w-full items-center gap-3 px-5 py-4 text-left"
          onClick={() => void toggle()}
        >
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-x-2 text-14 text-quiet">
              {isUnread ? (
                <span className="rounded-full bg-crimson-wash px-2 font-semibold text-crimson">
                  {t("notices.unread")}
                </span>
              ) : null}
              {format.format(notice.since_ms)}
              {notice.is_over ? ` · ${t("notices.over")}` : ""}
            </span>
            <span lang={notice.language} className="block break-words font-semibold text-16 leading-snug">
              {notice.title}
            </span>
          </span>
          <ChevronDown
            size={20}
            strokeWidth={1.75}
            aria-hidden
            className={`shrink-0 text-quiet transition-transform ${isOpen ? "rotate-180" : ""}`}
          />
        </button>
        {isOpen ? <Opened notice={notice} /> : null}
      </Card>
    </li>
  );
}

function Opened({ notice }: { notice: Notice }) {
  const { t, i18n } = useNoticeWords();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long", timeStyle: "short" });
  return (
    <div className="flex flex-col gap-4 border-line border-t px-5 py-4">
      <p lang={notice.language} className="whitespace-pre-line break-words text-16" data-testid="notice-text">
        {notice.text}
      </p>
      {notice.files.map((file) => {
        const source = `/api/app/notices/${encodeURIComponent(notice.notice_id)}/files/${encodeURIComponent(file.file_id)}`;
        const isPicture = file.media_type === "image/jpeg";
        const Icon = isPicture ? ImageIcon : FileText;
        return (
          <div key={file.file_id} className="flex flex-col gap-2">
            {isPicture ? (
              <img src={source} alt={file.name} className="w-full rounded-control bg-sunken" />
            ) : null}
            <a
              href={source}
              target="_blank"
              rel="noreferrer"
              data-testid="notice-file"
              className="flex min-h-12 items-center gap-3 break-words text-16 text-indigo underline"
            >
              <Icon size={20} strokeWidth={1.75} aria-hidden className="shrink-0" />
              {file.name}
            </a>
          </div>
        );
      })}
      {notice.changed_ms === null ? null : (
        <p className="text-14 text-quiet">{t("notices.changed", { at: format.format(notice.changed_ms) })}</p>
      )}
    </div>
  );
}
