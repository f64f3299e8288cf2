import { announce } from "@genkan/shell";
import { Button, Card } from "@genkan/ui";
import { Pencil, Undo2 } from "lucide-react";
import { useState } from "react";
import type { Place } from "../app/data";
import { useSending } from "../app/use-sending";
import { formatLastDay, formatWallClock } from "../app/wall-clock";
import { Confirm } from "../people/confirm";
import { Problem } from "../people/problem";
import { FileList } from "./file-field";
import type { Notice } from "./notice-form";
import { useNoticeWords } from "./use-notice-words";

const INKS = { scheduled: "text-indigo", sent: "text-pine", withdrawn: "text-quiet" };

export interface NoticeCardProps {
  notice: Notice;
  place: Place;
  zone: string;
  isSending: boolean;
  mayWrite: boolean;
  edit(): void;
}

/** A notice with its state, whom it is for, and how many have opened it. */
export function NoticeCard({ notice, place, zone, isSending, mayWrite, edit }: NoticeCardProps) {
  const { t, i18n } = useNoticeWords();
  const sending = useSending();
  const [isAsking, setAsking] = useState(false);
  const say = (atMs: number) => formatWallClock(atMs, zone, i18n.language);
  const withdraw = async () => {
    const path = `/api/portal/notices/${encodeURIComponent(notice.notice_id)}/withdraw`;
    const answer = await sending.send("POST", path);
    if (answer.ok) announce(t("notices.withdrawn"));
  };
  const isLive = notice.state !== "withdrawn";
  return (
    <li>
      <Card className="flex flex-col gap-3 p-5" data-testid="portal-notice" data-state={notice.state}>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-48 flex-1">
            <p className={`font-semibold text-14 ${INKS[notice.state]}`}>
              {t(`notices.state.${isSending ? "sending" : notice.state}`, {
                at: say(notice.sent_ms ?? notice.since_ms),
              })}
              {notice.changed_ms === null ? "" : ` · ${t("notices.changed", { at: say(notice.changed_ms) })}`}
            </p>
            <h2 lang={notice.language} className="break-words font-semibold text-20 leading-snug">
              {notice.text.title}
            </h2>
            <p className="text-14 text-quiet">
              {sayAudience(notice, place, t)}
              {notice.until_ms === null
                ? ""
                : ` · ${t("notices.validUntil", { at: formatLastDay(notice.until_ms, zone, i18n.language) })}`}
            </p>
          </div>
          {mayWrite && isLive && !isAsking ? (
            <div className="flex flex-wrap gap-2">
              <Button
                tone="plain"
                size="small"
                icon={<Pencil size={18} strokeWidth={1.75} aria-hidden />}
                aria-label={t("notices.editOf", { title: notice.text.title })}
                data-testid="portal-notice-edit"
                onClick={edit}
              >
                {t("notices.editShort")}
              </Button>
              <Button
                tone="quiet"
                size="small"
                icon={<Undo2 size={18} strokeWidth={1.75} aria-hidden />}
                aria-label={t("notices.withdrawOf", { title: notice.text.title })}
                data-testid="portal-notice-withdraw"
                onClick={() => setAsking(true)}
              >
                {t("notices.withdraw")}
              </Button>
            </div>
          ) : null}
        </div>
        <p lang={notice.language} className="line-clamp-3 whitespace-pre-line break-words text-16">
          {notice.text.text}
        </p>
        <FileList
          files={notice.files}
          hrefOf={(file) => `/api/portal/notice-files/${encodeURIComponent(file.file_id)}`}
        />
        {notice.state === "sent" ? (
          <p className="tabular text-14" data-testid="portal-notice-reads">
            {t("notices.reads", {
              homes: notice.read_homes,
              allHomes: notice.homes,
              persons: notice.read_persons,
              allPersons: notice.persons,
            })}
          </p>
        ) : null}
        <Problem refusal={sending.refusal} />
        {isAsking && isLive ? (
          <Confirm
            title={t("notices.withdrawTitle", { title: notice.text.title })}
            text={t(notice.state === "sent" ? "notices.withdrawSent" : "notices.withdrawScheduled")}
            action={t("notices.withdraw")}
            isBusy={sending.isBusy}
            confirm={() => void withdraw()}
            cancel={() => setAsking(false)}
            testId="portal-notice-withdraw"
          />
        ) : null}
      </Card>
    </li>
  );
}

function sayAudience(notice: Notice, place: Place, t: ReturnType<typeof useNoticeWords>["t"]): string {
  switch (notice.audience) {
    case "property":
      return t("notices.for.property", { count: notice.homes });
    case "buildings": {
      const names = place.buildings
        .filter(({ building_id }) => notice.targets.includes(building_id))
        .map(({ name }) => name);
      return t("notices.for.buildings", { names: names.join(" · "), count: notice.homes });
    }
    case "homes":
      return t("notices.for.homes", { count: notice.targets.length });
  }
}
