import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/keys.json";
import ja from "../../../../../locales/ja/keys.json";

/** The words of keys and of when they open. Loaded with the pages that say them. */
export function useKeyWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "keys", { ja, en });
  return useTranslation(["keys", "common", "problem"]);
}
