import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/manual.json";
import ja from "../../../../../locales/ja/manual.json";

/** Give the words of the manual. They come with its page. */
export function useManualWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "manual", { ja, en });
  return useTranslation(["manual", "resident", "common"]);
}
