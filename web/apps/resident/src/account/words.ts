import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/account.json";
import ja from "../../../../../locales/ja/account.json";

/** Give the words of one's account. They come with the pages that say them. */
export function useAccountWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "account", { ja, en });
  return useTranslation(["account", "common", "problem"]);
}
