import { StatusDot } from "@genkan/ui";
import { clsx } from "clsx";
import { ImageIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useWide } from "../app/use-wide";
import type { DoorEvent } from "./events-data";
import { useEventTold } from "./use-event-told";
import { useEventWords } from "./use-event-words";

const PictureDialog = lazy(() => import("./picture-dialog"));

const COLUMNS = ["time", "door", "outcome", "method", "holder"] as const;
const HEAD =
  "sticky top-0 z-2 border-line border-b bg-paper px-4 py-3 text-left font-semibold text-14 text-quiet";
const CELL = "border-line border-b px-4 py-3 align-middle text-14";

export interface EventTableProps {
  events: readonly DoorEvent[];
  zone: string;
  propertyId: string;
}

/** A line an event; on a telephone a card each. */
export function EventTable({ events, zone, propertyId }: EventTableProps) {
  const { t } = useEventWords();
  const isWide = useWide();
  const told = useEventTold(zone);
  const [pictured, setPictured] = useState<DoorEvent | null>(null);
  const picture = (event: DoorEvent) =>
    event.has_picture ? (
      <button
        type="button"
        className="inline-flex min-h-12 items-center gap-2 font-semibold text-14 text-indigo"
        data-testid="portal-event-picture"
        aria-label={t("picture.of", { time: told(event).time })}
        onClick={() => setPictured(event)}
      >
        <ImageIcon size={20} strokeWidth={1.75} aria-hidden />
        {t("picture.show")}
      </button>
    ) : null;
  return (
    <>
      {isWide ? (
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{t("events.caption", { zone })}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={HEAD}>
                  {t(`events.column.${column}`)}
                </th>
              ))}
              <th scope="col" className={HEAD}>
                <span className="sr-only">{t("events.column.picture")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => {
              const { time, door, tone, outcome, method, holder } = told(event);
              return (
                <tr key={event.id} data-testid="portal-event" className="bg-surface">
                  <td className={clsx(CELL, "tabular whitespace-nowrap")}>{time}</td>
                  <th scope="row" className={clsx(CELL, "text-left font-semibold text-16")}>
                    {door}
                    <span className="block font-normal text-14 text-quiet">{event.building_name}</span>
                  </th>
                  <td className={CELL}>
                    <StatusDot tone={tone}>{outcome}</StatusDot>
                  </td>
                  <td className={CELL}>{method}</td>
                  <td className={CELL}>{holder}</td>
                  <td className={clsx(CELL, "py-0 text-right")}>{picture(event)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {events.map((event) => {
            const { time, door, tone, outcome, method, holder } = told(event);
            return (
              <li key={event.id} data-testid="portal-event" className="px-4 py-3">
                <div className="flex items-baseline justify-between gap-3">
                  <p className="min-w-0 font-semibold text-16">{door}</p>
                  <p className="tabular shrink-0 text-14 text-quiet">{time}</p>
                </div>
                <p className="flex flex-wrap gap-x-3 text-14 text-quiet">
                  <StatusDot tone={tone}>{outcome}</StatusDot>
                  {method === "" ? null : <span>{method}</span>}
                  {holder === "" ? null : <span>{holder}</span>}
                </p>
                {picture(event)}
              </li>
            );
          })}
        </ul>
      )}
      {pictured === null ? null : (
        <Suspense fallback={null}>
          <PictureDialog
            propertyId={propertyId}
            event={pictured}
            time={told(pictured).time}
            close={() => setPictured(null)}
          />
        </Suspense>
      )}
    </>
  );
}
