import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_accounts.json";
import ja from "../../../../../locales/ja/portal_accounts.json";
import { useWords } from "../app/use-words";

/** The words of the portal with those of issuing accounts, which come with its page. */
export function useAccountWords() {
  const { i18n } = useWords();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
