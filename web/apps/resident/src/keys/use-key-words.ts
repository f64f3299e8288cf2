import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/keys.json";
import ja from "../../../../../locales/ja/keys.json";
import { addPageWords } from "../app/use-page-words";

/** The words of keys and PINs, bare; those of the rest of the app behind their area's name. Loaded with their pages. */
export function useKeyWords() {
  const words = useTranslation(["keys", "resident", "common", "problem"]);
  addWords(words.i18n, "keys", { ja, en });
  addPageWords(words.i18n);
  return words;
}
