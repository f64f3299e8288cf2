import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/family.json";
import ja from "../../../../../locales/ja/family.json";
import { addPageWords } from "../app/use-page-words";
import { useWords } from "../app/use-words";

/** The words of these pages, which come with them: the app opens without. Those of the app are `resident:`. */
export function useFamilyWords() {
  const { i18n } = useWords();
  addWords(i18n, "family", { ja, en });
  addPageWords(i18n); // 「マイページ」 is named here too
  return useTranslation(["family", "resident", "common", "problem"]);
}
