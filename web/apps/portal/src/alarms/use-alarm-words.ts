import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_alarms.json";
import ja from "../../../../../locales/ja/portal_alarms.json";

/** The words of the portal with those of its alarms. Loaded with what says them. */
export function useAlarmWords() {
  const { i18n } = useTranslation();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
