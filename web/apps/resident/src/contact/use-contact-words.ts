import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/contact.json";
import ja from "../../../../../locales/ja/contact.json";

/** Give the words about the contact. They come with the pages that say them. */
export function useContactWords() {
  const { i18n } = useTranslation("common");
  addWords(i18n, "contact", { ja, en });
  return useTranslation(["contact", "common"]);
}
