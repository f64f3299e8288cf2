import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/resident_rules.json";
import ja from "../../../../../locales/ja/resident_rules.json";

/** Have the words about quiet hours and a household's rules: they come with the page that says them. */
export function useRuleWords(): void {
  const { i18n } = useTranslation();
  addWords(i18n, "resident", { ja, en });
}
