import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import enCheck from "../../../../../locales/en/check.json";
import en from "../../../../../locales/en/portal_unit.json";
import jaCheck from "../../../../../locales/ja/check.json";
import ja from "../../../../../locales/ja/portal_unit.json";

/** The words of the portal with those of a unit's settings and checks. Loaded with what says them. */
export function useUnitWords() {
  const { i18n } = useTranslation();
  addWords(i18n, "portal", { ja, en });
  addWords(i18n, "check", { ja: jaCheck, en: enCheck });
  return useTranslation(["portal", "common", "problem", "check"]);
}
