import { clsx } from "clsx";
import { ChartColumn, List } from "lucide-react";
import { VIEWS, type View } from "./event-filter";
import { useEventWords } from "./use-event-words";

const ICONS = { list: List, week: ChartColumn };

/** The list, or the week. */
export function ViewChoice({ view, choose }: { view: View; choose(view: View): void }) {
  const { t } = useEventWords();
  return (
    <fieldset className="inline-flex rounded-control border border-line bg-sunken p-1">
      <legend className="sr-only">{t("events.view.label")}</legend>
      {VIEWS.map((known) => {
        const Icon = ICONS[known];
        return (
          <label
            key={known}
            className={clsx(
              "relative flex min-h-12 cursor-pointer items-center gap-2 rounded-control px-4 text-16",
              "has-focus-visible:outline-3 has-focus-visible:outline-indigo",
              known === view ? "bg-surface font-semibold text-indigo" : "text-quiet",
            )}
          >
            <input
              type="radio"
              name="events-view"
              value={known}
              checked={known === view}
              onChange={() => choose(known)}
              data-testid={`portal-events-${known}`}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Icon size={20} strokeWidth={1.75} aria-hidden />
            {t(`events.view.${known}`)}
          </label>
        );
      })}
    </fieldset>
  );
}
