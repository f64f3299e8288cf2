import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_import.json";
import ja from "../../../../../locales/ja/portal_import.json";
import { useWords } from "../app/use-words";

/** The words of the portal with those of the import, which come with its dialog. */
export function useImportWords() {
  const { i18n } = useWords();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
