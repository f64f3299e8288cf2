import type { Schedule } from "./schedule-form";
import { useKeyWords } from "./use-key-words";
import { toTimeText } from "./zone-time";

/** Say when a key opens, in words, by the building's clock. */
export function useValidity(zone: string): (schedule: Schedule) => string {
  const { t, i18n } = useKeyWords();
  const format = (ms: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: zone, ...options }).format(ms);
  const day = (text: string) =>
    new Intl.DateTimeFormat(i18n.language, {
      timeZone: "UTC",
      month: "long",
      day: "numeric",
      weekday: "short",
    }).format(Date.parse(`${text}T00:00:00Z`));
  return (schedule) => {
    if (schedule.kind === "once") {
      const isOneDay =
        format(schedule.from_ms, { dateStyle: "short" }) ===
        format(schedule.until_ms, { dateStyle: "short" });
      const whole = {
        month: "long",
        day: "numeric",
        weekday: "short",
        hour: "numeric",
        minute: "2-digit",
      } as const;
      return t("validity.once", {
        from: format(schedule.from_ms, whole),
        until: format(schedule.until_ms, isOneDay ? { hour: "numeric", minute: "2-digit" } : whole),
      });
    }
    const passesMidnight = schedule.to_minute <= schedule.from_minute;
    const to = schedule.to_minute === 1440 ? "24:00" : toTimeText(schedule.to_minute);
    const hours = t(passesMidnight ? "validity.overnight" : "validity.hours", {
      from: toTimeText(schedule.from_minute),
      to,
    });
    const days =
      schedule.kind === "daily"
        ? t("validity.daily")
        : t("validity.weekly", {
            days: schedule.weekdays
              .map((weekday) => nameWeekday(weekday, i18n.language, "short"))
              .join(separatorOf(i18n.language)),
          });
    const last = schedule.last_day ? t("validity.lastDay", { day: day(schedule.last_day) }) : null;
    return [days, hours, last].filter((part) => part !== null).join(" ");
  };
}

/** Give the weekday's name; 0 is Monday. */
export function nameWeekday(weekday: number, language: string, style: "narrow" | "short" | "long"): string {
  return new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: style }).format(
    Date.UTC(2024, 0, 1 + weekday), // a Monday
  );
}

/** What stands between two names: no word, so no translator's business. */
export function separatorOf(language: string): string {
  return language === "ja" ? "・" : ", ";
}
