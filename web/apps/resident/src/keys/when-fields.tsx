import { TextField } from "@genkan/ui";
import { clsx } from "clsx";
import { Choice } from "../me/choice";
import type { FormErrors, KeyForm, Repeat } from "./key-form";
import { useKeyWords } from "./use-key-words";

const REPEATS: readonly Repeat[] = ["once", "daily", "weekly"];
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

interface WhenFieldsProps {
  form: KeyForm;
  change(part: Partial<KeyForm>): void;
  told(field: keyof FormErrors): string | null;
}

/** 「リピートモード」 and what it needs: an instant from and to, or hours, weekdays and a last day. */
export function WhenFields({ form, change, told }: WhenFieldsProps) {
  const { t } = useKeyWords();
  return (
    <>
      <Choice
        legend={t("keyForm.repeat")}
        name="repeat"
        value={form.repeat}
        options={REPEATS.map((repeat) => ({ value: repeat, label: t(`keyForm.repeat.${repeat}`) }))}
        choose={(value) => change({ repeat: REPEATS.find((repeat) => repeat === value) ?? "once" })}
      />
      {form.repeat === "once" ? (
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
      ) : (
        <>
          {form.repeat === "weekly" ? <Weekdays form={form} change={change} told={told} /> : null}
          <fieldset>
            <legend className="mb-1.5 font-medium text-14">{t("keyForm.hours")}</legend>
            <div className="grid grid-cols-2 gap-3">
              <TextField
                label={t("keyForm.fromTime")}
                type="time"
                value={form.fromTime}
                error={told("time")}
                onChange={(event) => change({ fromTime: event.target.value })}
              />
              <TextField
                label={t("keyForm.toTime")}
                type="time"
                value={form.toTime}
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
      )}
    </>
  );
}

function Weekdays({ form, change, told }: WhenFieldsProps) {
  const { t, i18n } = useKeyWords();
  const name = (weekday: number, style: "narrow" | "long") =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: "UTC", weekday: style }).format(
      Date.UTC(2024, 0, 1 + weekday), // a Monday
    );
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
                aria-label={name(weekday, "long")}
                onChange={() => toggle(weekday)}
              />
              <span aria-hidden>{name(weekday, "narrow")}</span>
            </label>
          );
        })}
      </div>
      {error === null ? null : <p className="mt-1.5 text-14 text-crimson">{error}</p>}
    </fieldset>
  );
}
