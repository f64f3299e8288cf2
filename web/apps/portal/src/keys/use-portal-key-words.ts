import { addWords } from "@genkan/i18n";
import { useKeyWords } from "@genkan/shell/schedule";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_keys.json";
import ja from "../../../../../locales/ja/portal_keys.json";

/** The words of the portal with those of its keys, and of when keys open. Loaded with the pages that say them. */
export function usePortalKeyWords() {
  const { i18n } = useKeyWords();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "keys", "common", "problem"]);
}
