import type { i18n } from "i18next";
import en from "../../../../../locales/en/resident_pages.json";
import ja from "../../../../../locales/ja/resident_pages.json";
import { useWords } from "./use-words";

/** `useWords` with the words of pages that are loaded when first looked for. */
export function usePageWords(): ReturnType<typeof useWords> {
  const words = useWords();
  addPageWords(words.i18n);
  return words;
}

const FIRST = "me.title";

export function addPageWords(words: i18n): void {
  if (words.exists(`resident:${FIRST}`)) return;
  words.addResourceBundle("ja", "resident", ja, true);
  words.addResourceBundle("en", "resident", en, true);
}
