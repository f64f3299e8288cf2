import { useTranslation } from "react-i18next";
import type { Screen } from "../model/view";

type ToldScreen = Extract<Screen, { state: "key_told" }>;

/** Give the sentence and the advice for what the station answered. */
export function useKeyToldWords(
  screen: ToldScreen,
  timeZone: string,
  language: string,
): { title: string; detail: string | null } {
  const { t } = useTranslation("panel");
  const { outcome, method, validFromMs, entrance } = screen;
  switch (outcome) {
    case "not_now":
      return validFromMs === null
        ? { title: t("expired.title"), detail: t("expired.detail") }
        : {
            title: t("not_now.title"),
            detail: t("not_now.detail", { when: sayWhen(validFromMs, timeZone, language) }),
          };
    case "unknown":
      return { title: t(`unknown.${method}.title`), detail: t(`unknown.${method}.detail`) };
    case "other_entrance":
      return {
        title: t("other_entrance.title", { entrance: entrance ?? "" }),
        detail: t("other_entrance.detail"),
      };
    case "slow_down":
      return { title: t("slow_down.title"), detail: null };
    default:
      return { title: t(`${outcome}.title`), detail: t(`${outcome}.detail`) };
  }
}

function sayWhen(ms: number, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
}
