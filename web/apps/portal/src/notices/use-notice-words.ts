import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_notices.json";
import ja from "../../../../../locales/ja/portal_notices.json";

/** The words of the portal with those of its notices. Loaded with the page that says them. */
export function useNoticeWords() {
  const { i18n } = useTranslation();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
