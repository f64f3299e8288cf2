import type { Schedule, TemporaryKey } from "./key-types";
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
  const weekday = (number: number) =>
    new Intl.DateTimeFormat(i18n.language, { timeZone: "UTC", weekday: "short" }).format(
      Date.UTC(2024, 0, 1 + number), // a Monday
    );
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
            days: schedule.weekdays.map(weekday).join(separatorOf(i18n.language)),
          });
    const last = schedule.last_day ? t("validity.lastDay", { day: day(schedule.last_day) }) : null;
    return [days, hours, last].filter((part) => part !== null).join(" ");
  };
}

/** Say how often a key may still be used. */
export function useUses(): (key: Pick<TemporaryKey, "uses" | "uses_left">) => string {
  const { t } = useKeyWords();
  return ({ uses, uses_left }) => {
    if (uses === null) return t("uses.unlimited");
    if (uses === 1) return t("uses.once");
    return t("uses.left", { left: uses_left ?? uses, count: uses });
  };
}

/** What stands between two names: no word, so no translator's business. */
export function separatorOf(language: string): string {
  return language === "ja" ? "・" : ", ";
}
