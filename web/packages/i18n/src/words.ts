import type { i18n } from "i18next";
import enCommon from "../../../../locales/en/common.json";
import enProblem from "../../../../locales/en/problem.json";
import jaCommon from "../../../../locales/ja/common.json";
import jaProblem from "../../../../locales/ja/problem.json";
import { type Areas, applyToDocument, createWords } from "./instance";
import { type Language, rememberLanguage } from "./language";
import { fetchWords } from "./late";

/**
 * Give a ready i18next instance with `common`, `problem` and the app's own areas.
 *
 * `useTranslation(["resident", "common"])`: the first area's keys are bare, the others' are `area:key`.
 */
export function setUpWords(areas: Areas, language: Language): i18n {
  const shared: Areas = { common: { ja: jaCommon, en: enCommon }, problem: { ja: jaProblem, en: enProblem } };
  return createWords({ ...shared, ...areas }, language);
}

/** Change the language of the page and remember it on this device. */
export async function changeLanguage(words: i18n, language: Language): Promise<void> {
  await fetchWords(words, language);
  rememberLanguage(language);
  applyToDocument(language);
  await words.changeLanguage(language);
}
