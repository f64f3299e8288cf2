import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_unit.json";
import ja from "../../../../../locales/ja/portal_unit.json";

/** The words of the portal with those of a unit's settings. Loaded with what says them. */
export function useUnitWords() {
  const { i18n } = useTranslation();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
