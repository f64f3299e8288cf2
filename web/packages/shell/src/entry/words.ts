import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/entry.json";
import ja from "../../../../../locales/ja/entry.json";

/** Give the words of the ways in. They come with the screens that say them, so most visits load none. */
export function useEntryWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "entry", { ja, en });
  return useTranslation(["entry", "common", "problem"]);
}
