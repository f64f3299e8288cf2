import { addWords } from "@genkan/i18n";
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

export function addPageWords(words: i18n): void {
  addWords(words, "resident", { ja, en });
}
