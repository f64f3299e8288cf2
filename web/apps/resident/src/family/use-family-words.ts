import type { i18n } from "i18next";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/family.json";
import ja from "../../../../../locales/ja/family.json";
import { useWords } from "../app/use-words";

/** The words of these pages, which come with them: the app opens without. Those of the app are `resident:`. */
export function useFamilyWords() {
  addWords(useWords().i18n);
  return useTranslation(["family", "resident", "common", "problem"]);
}

function addWords(words: i18n): void {
  if (words.hasResourceBundle("ja", "family")) return;
  words.addResourceBundle("ja", "family", ja);
  words.addResourceBundle("en", "family", en);
}
