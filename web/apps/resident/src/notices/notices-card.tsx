import { Link } from "@tanstack/react-router";
import { ChevronRight, Megaphone } from "lucide-react";
import { WithQueries } from "../app/with-queries";
import { useNoticeWords } from "./use-notice-words";
import { useNotices } from "./use-notices";

/** What waits to be read, on the home screen; nothing where there never was a notice. */
export function NoticesCard() {
  return (
    <WithQueries>
      <Card />
    </WithQueries>
  );
}

function Card() {
  const { t } = useNoticeWords();
  const notices = useNotices().data ?? [];
  const unread = notices.filter((notice) => !(notice.is_read || notice.is_over)).length;
  if (notices.length === 0) return null;
  return (
    <Link
      to="/notices"
      data-testid="home-notices"
      data-unread={unread}
      className="flex min-h-16 items-center gap-3 rounded-card border border-line bg-surface px-5 py-3 text-16"
    >
      <span className="relative shrink-0">
        <Megaphone
          size={24}
          strokeWidth={1.75}
          aria-hidden
          className={unread > 0 ? "text-indigo" : "text-quiet"}
        />
        {unread > 0 ? <span className="absolute -top-1 -right-1 size-3 rounded-full bg-crimson" /> : null}
      </span>
      <span className="min-w-0 flex-1">
        {unread > 0 ? (
          <span className="font-semibold">{t("notices.cardUnread", { count: unread })}</span>
        ) : (
          t("notices.card")
        )}
      </span>
      <ChevronRight size={20} strokeWidth={1.75} aria-hidden className="shrink-0 text-quiet" />
    </Link>
  );
}
