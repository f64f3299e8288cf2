import { clsx } from "clsx";
import {
  ChevronRight,
  DoorOpen,
  Eye,
  Phone,
  PhoneMissed,
  PhoneOff,
  TriangleAlert,
  Video,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { HistoryCall, HistoryItem } from "../app/api-types";
import { usePageWords } from "../app/use-page-words";
import { pictureOfUse } from "../keys/keys-api";
import { describeItem, type ItemTone } from "./describe-item";

const SnapshotSheet = lazy(() => import("./snapshot-sheet"));
const ReachSheet = lazy(() => import("./reach-sheet"));

const TONES: Record<ItemTone, string> = {
  missed: "bg-crimson-wash text-crimson",
  opened: "bg-pine-wash text-pine",
  trouble: "bg-amber-wash text-amber",
  plain: "bg-sunken text-quiet",
};

export function HistoryRow({ item, namesBuilding }: { item: HistoryItem; namesBuilding: boolean }) {
  const { t, i18n } = usePageWords();
  const picture = pictureOf(item);
  const { title, detail, tone } = describeItem(item, namesBuilding, t);
  const time = new Intl.DateTimeFormat(i18n.language, { hour: "numeric", minute: "2-digit" }).format(
    item.at_ms,
  );
  return (
    <li
      data-testid="history-item"
      data-kind={item.kind}
      data-tone={tone}
      className="flex items-center gap-4 px-4 py-3"
    >
      {picture !== null ? (
        <Snapshot source={picture} time={time} />
      ) : (
        <span className="grid w-16 shrink-0 place-items-center">
          <span className={clsx("grid size-12 place-items-center rounded-full", TONES[tone])}>
            <Glyph item={item} tone={tone} />
          </span>
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className={clsx("font-semibold text-16", tone === "missed" && "text-crimson")}>{title}</p>
        <p className="text-14 text-quiet">{detail}</p>
      </div>
      <time dateTime={new Date(item.at_ms).toISOString()} className="shrink-0 text-14 text-quiet">
        {time}
      </time>
      {item.kind === "call" ? <Reach call={item} time={time} /> : null}
    </li>
  );
}

/** The way to how the call reached each device. */
function Reach({ call, time }: { call: HistoryCall; time: string }) {
  const { t } = usePageWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        data-testid="history-reach"
        aria-label={t("history.reach", { time })}
        className="-mr-2 grid size-12 shrink-0 place-items-center rounded-control text-quiet"
        onClick={() => setOpen(true)}
      >
        <ChevronRight size={20} strokeWidth={1.75} aria-hidden />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ReachSheet call={call} close={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Glyph({ item, tone }: { item: HistoryItem; tone: ItemTone }) {
  const Icon = glyphOf(item, tone);
  return <Icon size={22} strokeWidth={1.75} aria-hidden />;
}

function glyphOf(item: HistoryItem, tone: ItemTone) {
  if (tone === "trouble") return TriangleAlert;
  if (tone === "missed") return PhoneMissed;
  if (tone === "opened") return DoorOpen;
  if (item.kind === "look") return Eye;
  if (item.kind === "view") return Video;
  return item.kind === "call" && item.end === "declined" ? PhoneOff : Phone;
}

/** Where the picture of who stood at the door is; null: none was taken. */
function pictureOf(item: HistoryItem): string | null {
  if (item.kind === "call" && item.has_snapshot)
    return `/api/app/calls/${encodeURIComponent(item.id)}/snapshot`;
  if (item.kind === "opening" && item.has_picture && item.key_id !== null)
    return pictureOfUse(item.key_id, item.id);
  return null;
}

/** Who stood at the door, small; a press shows it large. */
function Snapshot({ source, time }: { source: string; time: string }) {
  const { t } = usePageWords();
  const [isOpen, setOpen] = useState(false);
  const words = t("history.snapshot", { time });
  return (
    <>
      <button
        type="button"
        aria-label={words}
        className="size-16 shrink-0 overflow-hidden rounded-control bg-sunken"
        onClick={() => setOpen(true)}
      >
        <img src={source} alt="" loading="lazy" className="size-full object-cover" />
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <SnapshotSheet source={source} title={words} close={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
