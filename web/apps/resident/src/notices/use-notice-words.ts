import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/resident_notices.json";
import ja from "../../../../../locales/ja/resident_notices.json";
import { useWords } from "../app/use-words";

/** The words of notices, which come with them: the app opens without. */
export function useNoticeWords() {
  const { i18n } = useWords();
  addWords(i18n, "resident", { ja, en });
  return useTranslation(["resident", "common", "problem"]);
}
