import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/phrase.json";
import ja from "../../../../../locales/ja/phrase.json";

/** Have the set phrases of both sides: they come with the first call. */
export function usePhrases(): void {
  const { i18n } = useTranslation();
  addWords(i18n, "phrase", { ja, en });
}
