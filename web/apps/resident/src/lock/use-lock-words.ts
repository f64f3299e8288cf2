import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/lock.json";
import ja from "../../../../../locales/ja/lock.json";

/** Give the words of the app's lock. They come with the pages that say them. */
export function useLockWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "lock", { ja, en });
  return useTranslation(["lock", "common", "problem"]);
}
