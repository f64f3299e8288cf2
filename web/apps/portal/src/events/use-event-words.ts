import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_events.json";
import ja from "../../../../../locales/ja/portal_events.json";
import { useWords } from "../app/use-words";

/** The words of the portal with those of its events, which come with their page. */
export function useEventWords() {
  const { i18n } = useWords();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
