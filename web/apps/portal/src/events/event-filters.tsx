import { Button, SelectField } from "@genkan/ui";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import type { PageSearch } from "../app/router";
import { useWide } from "../app/use-wide";
import { type EventFilter, isFiltered, METHODS, OUTCOMES } from "./event-filter";
import type { EventPage } from "./events-data";
import { OwnPeriod, PeriodField } from "./period-fields";
import { useEventWords } from "./use-event-words";

export interface EventFiltersProps {
  filter: EventFilter;
  doors: EventPage["doors"];
  zone: string;
  change(change: PageSearch): void;
}

/** Door, way, outcome and time; on a telephone behind one button. */
export function EventFilters({ filter, doors, zone, change }: EventFiltersProps) {
  const { t } = useEventWords();
  const isWide = useWide();
  const [isOpen, setOpen] = useState(false);
  const count = [filter.door, filter.method, filter.outcome, filter.period].filter(Boolean).length;
  const isShown = isWide || isOpen;
  return (
    <section aria-label={t("events.filter.label")} className="flex flex-col gap-3">
      {isWide ? null : (
        <Button
          tone="quiet"
          isWide
          icon={<ChevronDown size={20} strokeWidth={1.75} className={isOpen ? "rotate-180" : ""} />}
          aria-expanded={isOpen}
          data-testid="portal-events-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {count === 0 ? t("events.filter.open") : t("events.filter.openCount", { count })}
        </Button>
      )}
      {isShown ? (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <PeriodField filter={filter} zone={zone} change={change} />
          <SelectField
            label={t("events.filter.door")}
            value={filter.door ?? ""}
            data-testid="portal-events-door"
            onChange={(event) => change({ door: event.target.value })}
          >
            <option value="">{t("events.filter.everyDoor")}</option>
            {doors.map((door) => (
              <option key={door.door_id} value={door.door_id}>
                {`${door.building_name} ${door.name}`}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t("events.filter.method")}
            value={filter.method ?? ""}
            data-testid="portal-events-method"
            onChange={(event) =>
              change({ method: METHODS.find((known) => known === event.target.value) ?? "" })
            }
          >
            <option value="">{t("events.filter.every")}</option>
            {METHODS.map((method) => (
              <option key={method} value={method}>
                {t(`events.method.${method}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t("events.filter.outcome")}
            value={filter.outcome ?? ""}
            data-testid="portal-events-outcome"
            onChange={(event) =>
              change({ outcome: OUTCOMES.find((known) => known === event.target.value) ?? "" })
            }
          >
            <option value="">{t("events.filter.every")}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`events.outcome.${outcome}`)}
              </option>
            ))}
          </SelectField>
          {filter.period === "own" ? <OwnPeriod filter={filter} zone={zone} change={change} /> : null}
        </div>
      ) : null}
      {isShown && isFiltered(filter) ? (
        <Button
          tone="plain"
          size="small"
          className="self-start"
          icon={<X size={18} strokeWidth={1.75} />}
          onClick={() => change({ door: "", method: "", outcome: "", period: "", from: "", to: "" })}
        >
          {t("events.filter.clear")}
        </Button>
      ) : null}
    </section>
  );
}
