import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/account.json";
import ja from "../../../../../locales/ja/account.json";

/** Give the words of one's account. They come with the pages that say them. */
export function useAccountWords() {
  const { i18n } = useTranslation("common");
  if (!i18n.hasResourceBundle("ja", "account")) {
    i18n.addResourceBundle("ja", "account", ja);
    i18n.addResourceBundle("en", "account", en);
  }
  return useTranslation(["account", "common", "problem"]);
}
