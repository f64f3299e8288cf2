import { toMinute, toTimeText } from "@genkan/shell/schedule";
import { useWords } from "../app/use-words";
import { type EntranceBody, endOf, hoursOf, USUAL_HOURS, WEEK, withHours } from "./entrance-form";

const MONDAY = Date.UTC(2026, 0, 5); // any Monday: only its name is used
const DAY_MS = 86_400_000;

/** The office's week: each day closed, or open from when to when. */
export function OfficeWeek({
  body,
  faults,
  change,
}: {
  body: EntranceBody;
  faults: ReadonlySet<number>;
  change(next: EntranceBody): void;
}) {
  const { t, i18n } = useWords();
  const nameDay = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  return (
    <ul className="flex flex-col divide-y divide-line">
      {WEEK.map((weekday) => {
        const day = nameDay.format(MONDAY + weekday * DAY_MS);
        const hours = hoursOf(body, weekday);
        return (
          <li key={weekday} className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 py-2">
            <label className="flex w-44 cursor-pointer items-center gap-3 text-16">
              <input
                type="checkbox"
                data-testid={`entrance-day-${weekday}`}
                className="size-5 accent-indigo"
                checked={hours !== null}
                onChange={(event) =>
                  change(withHours(body, weekday, event.target.checked ? USUAL_HOURS : null))
                }
              />
              {day}
            </label>
            {hours === null ? (
              <span className="text-16 text-quiet">{t("entrance.closed")}</span>
            ) : (
              <span className="flex items-center gap-2">
                <ClockField
                  label={t("entrance.from", { day })}
                  minute={hours.from_minute}
                  set={(from_minute) =>
                    change(withHours(body, weekday, { from_minute, to_minute: hours.to_minute }))
                  }
                />
                <span aria-hidden="true">–</span>
                <ClockField
                  label={t("entrance.to", { day })}
                  minute={hours.to_minute}
                  isUnfit={faults.has(weekday)}
                  set={(minute) =>
                    change(
                      withHours(body, weekday, { from_minute: hours.from_minute, to_minute: endOf(minute) }),
                    )
                  }
                />
              </span>
            )}
            {faults.has(weekday) ? (
              <p role="alert" className="w-full text-14 text-crimson">
                {t("entrance.orderFault")}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

interface ClockFieldProps {
  label: string;
  minute: number;
  isUnfit?: boolean;
  set(minute: number): void;
}

export function ClockField({ label, minute, isUnfit = false, set }: ClockFieldProps) {
  return (
    <input
      type="time"
      aria-label={label}
      aria-invalid={isUnfit || undefined}
      className="tabular min-h-12 rounded-control border border-quiet/60 bg-surface px-3 text-16 aria-invalid:border-crimson"
      value={toTimeText(minute)}
      onChange={(event) => {
        const typed = toMinute(event.target.value);
        if (typed !== null) set(typed);
      }}
    />
  );
}
