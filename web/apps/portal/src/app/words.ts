import { addWords, type Language, setUpWords } from "@genkan/i18n";
import en from "../../../../../locales/en/portal.json";
import problemsEn from "../../../../../locales/en/portal_problem.json";
import ja from "../../../../../locales/ja/portal.json";
import problemsJa from "../../../../../locales/ja/portal_problem.json";

/** Give the words every page of the portal needs, with the refusals that only the portal meets. */
export function setUpPortalWords(language: Language) {
  const words = setUpWords({ portal: { ja, en } }, language);
  addWords(words, "problem", { ja: problemsJa, en: problemsEn });
  return words;
}
