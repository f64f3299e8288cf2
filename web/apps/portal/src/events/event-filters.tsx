import { SelectField } from "@genkan/ui";
import type { PageSearch } from "../app/router";
import { type EventFilter, METHODS, OUTCOMES } from "./event-filter";
import type { EventPage } from "./events-data";
import { FilterFrame } from "./filter-frame";
import { OwnPeriod, PeriodField } from "./period-fields";
import { useEventWords } from "./use-event-words";

export interface EventFiltersProps {
  filter: EventFilter;
  doors: EventPage["doors"];
  zone: string;
  change(change: PageSearch): void;
  clear(): void;
}

/** Door, way, outcome and time; on a telephone behind one button. */
export function EventFilters({ filter, doors, zone, change, clear }: EventFiltersProps) {
  const { t } = useEventWords();
  const count = [filter.door, filter.method, filter.outcome, filter.period].filter(Boolean).length;
  return (
    <FilterFrame
      count={count}
      clear={clear}
      className="sm:grid-cols-2 lg:grid-cols-4"
      testId="portal-events-filters"
    >
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
        onChange={(event) => change({ method: METHODS.find((known) => known === event.target.value) ?? "" })}
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
    </FilterFrame>
  );
}
