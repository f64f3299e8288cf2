import { useState } from "react";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/phrase.json";
import ja from "../../../../../locales/ja/phrase.json";

/** Have the set phrases of both sides: they come with the first call. */
export function usePhrases(): void {
  const { i18n } = useTranslation();
  useState(() => {
    i18n.addResourceBundle("ja", "phrase", ja);
    i18n.addResourceBundle("en", "phrase", en);
  });
}
