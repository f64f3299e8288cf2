import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_security.json";
import ja from "../../../../../locales/ja/portal_security.json";

/** The words of the portal with those of an account's security. Loaded with the pages that say them. */
export function useSecurityWords() {
  const { i18n } = useTranslation("portal");
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}
