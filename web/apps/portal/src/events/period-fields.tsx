import { SelectField, TextField } from "@genkan/ui";
import type { PageSearch } from "../app/router";
import { toWallClock } from "../app/wall-clock";
import { type EventFilter, PERIODS, type Period } from "./event-filter";
import { useEventWords } from "./use-event-words";

export interface PeriodProps {
  filter: Pick<EventFilter, "period" | "from" | "to">;
  zone: string;
  change(change: PageSearch): void;
}

/** Which time is meant: one of the usual ones, or one of one's own. */
export function PeriodField({ filter, zone, change }: PeriodProps) {
  const { t } = useEventWords();
  const choose = (period: Period | undefined) => {
    if (period !== "own") return change({ period: period ?? "", from: "", to: "" });
    const today = toWallClock(Date.now(), zone).slice(0, 10); // where most begin
    change({ period, from: `${today}T00:00`, to: "" });
  };
  return (
    <SelectField
      label={t("events.filter.period")}
      value={filter.period ?? "all"}
      data-testid="portal-events-period"
      onChange={(event) => choose(PERIODS.find((known) => known === event.target.value))}
    >
      {PERIODS.map((period) => (
        <option key={period} value={period}>
          {t(`events.period.${period}`)}
        </option>
      ))}
    </SelectField>
  );
}

/** From when until when, by the building's clock. */
export function OwnPeriod({ filter, zone, change }: PeriodProps) {
  const { t } = useEventWords();
  const { from = "", to = "" } = filter;
  const isTurned = from !== "" && to !== "" && from >= to;
  return (
    <>
      <TextField
        type="datetime-local"
        label={t("events.filter.from")}
        hint={t("events.filter.zone", { zone })}
        value={from}
        data-testid="portal-events-from"
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        type="datetime-local"
        label={t("events.filter.to")}
        error={isTurned ? t("events.filter.turned") : null}
        value={to}
        data-testid="portal-events-to"
        onChange={(event) => change({ to: event.target.value })}
      />
    </>
  );
}
