import type { i18n } from "i18next";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/keys.json";
import ja from "../../../../../locales/ja/keys.json";
import { addPageWords } from "../app/use-page-words";

/** The words of keys and PINs, bare; those of the rest of the app behind their area's name. Loaded with their pages. */
export function useKeyWords() {
  const words = useTranslation(["keys", "resident", "common", "problem"]);
  addWords(words.i18n);
  addPageWords(words.i18n);
  return words;
}

export function addWords(words: i18n): void {
  if (words.hasResourceBundle("ja", "keys")) return;
  words.addResourceBundle("ja", "keys", ja);
  words.addResourceBundle("en", "keys", en);
}
