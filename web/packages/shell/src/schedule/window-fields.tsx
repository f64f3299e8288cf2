import { TextField } from "@genkan/ui";
import { clsx } from "clsx";
import { nameWeekday } from "./say-schedule";
import type { ScheduleErrors, ScheduleForm } from "./schedule-form";
import { useKeyWords } from "./use-key-words";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export interface ScheduleFieldsProps {
  form: ScheduleForm;
  change(part: Partial<ScheduleForm>): void;
  /** Give what is wrong with a field, in words. */
  told(field: keyof ScheduleErrors): string | null;
}

/** 「有効期間」: from one instant until another. */
export function PeriodFields({ form, change, told }: ScheduleFieldsProps) {
  const { t } = useKeyWords();
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-1.5 font-medium text-14">{t("keyForm.period")}</legend>
      <TextField
        label={t("keyForm.from")}
        type="datetime-local"
        value={form.from}
        data-testid="key-from"
        error={told("from")}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        label={t("keyForm.until")}
        type="datetime-local"
        value={form.until}
        data-testid="key-until"
        error={told("until")}
        onChange={(event) => change({ until: event.target.value })}
      />
    </fieldset>
  );
}

/** Hours of each day or of chosen weekdays, until a last day. */
export function WindowFields({ form, change, told }: ScheduleFieldsProps) {
  const { t } = useKeyWords();
  return (
    <>
      {form.repeat === "weekly" ? <Weekdays form={form} change={change} told={told} /> : null}
      <fieldset>
        <legend className="mb-1.5 font-medium text-14">{t("keyForm.hours")}</legend>
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t("keyForm.fromTime")}
            type="time"
            value={form.fromTime}
            data-testid="key-from-time"
            error={told("time")}
            onChange={(event) => change({ fromTime: event.target.value })}
          />
          <TextField
            label={t("keyForm.toTime")}
            type="time"
            value={form.toTime}
            data-testid="key-to-time"
            onChange={(event) => change({ toTime: event.target.value })}
          />
        </div>
        {form.toTime !== "" && form.toTime < form.fromTime ? (
          <p className="mt-1.5 text-14 text-quiet">{t("keyForm.overnight")}</p>
        ) : null}
      </fieldset>
      <TextField
        label={t("keyForm.lastDay")}
        type="date"
        value={form.lastDay}
        hint={t("keyForm.lastDayHint")}
        error={told("lastDay") ?? told("until")}
        onChange={(event) => change({ lastDay: event.target.value })}
      />
    </>
  );
}

function Weekdays({ form, change, told }: ScheduleFieldsProps) {
  const { t, i18n } = useKeyWords();
  const error = told("weekdays");
  const toggle = (weekday: number) =>
    change({
      weekdays: form.weekdays.includes(weekday)
        ? form.weekdays.filter((other) => other !== weekday)
        : [...form.weekdays, weekday],
    });
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-14">{t("keyForm.weekdays")}</legend>
      <div className="grid grid-cols-7 gap-1.5">
        {WEEKDAYS.map((weekday) => {
          const isChosen = form.weekdays.includes(weekday);
          return (
            <label
              key={weekday}
              className={clsx(
                "grid min-h-12 cursor-pointer place-items-center rounded-control border font-semibold text-16",
                "has-focus-visible:outline-3 has-focus-visible:outline-indigo",
                isChosen ? "border-indigo bg-indigo text-on-fill" : "border-quiet/60 bg-surface",
              )}
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={isChosen}
                aria-invalid={error !== null || undefined}
                aria-label={nameWeekday(weekday, i18n.language, "long")}
                onChange={() => toggle(weekday)}
              />
              <span aria-hidden>{nameWeekday(weekday, i18n.language, "narrow")}</span>
            </label>
          );
        })}
      </div>
      {error === null ? null : <p className="mt-1.5 text-14 text-crimson">{error}</p>}
    </fieldset>
  );
}
