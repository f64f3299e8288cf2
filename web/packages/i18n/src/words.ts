import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import enCommon from "../../../../locales/en/common.json";
import enProblem from "../../../../locales/en/problem.json";
import jaCommon from "../../../../locales/ja/common.json";
import jaProblem from "../../../../locales/ja/problem.json";
import { type Language, rememberLanguage } from "./language";

/** One area's words: flat, dotted keys, i18next's `{{name}}` and `_one`/`_other`. */
export type Words = Readonly<Record<string, string>>;

/**
 * Give a ready i18next instance with `common`, `problem` and the app's own areas.
 *
 * `useTranslation(["resident", "common"])`: the first area's keys are bare, the others' are `area:key`.
 */
export function setUpWords(
  areas: Readonly<Record<string, Readonly<Record<Language, Words>>>>,
  language: Language,
): i18n {
  const resources: Record<Language, Record<string, Words>> = {
    ja: { common: jaCommon, problem: jaProblem },
    en: { common: enCommon, problem: enProblem },
  };
  for (const [area, words] of Object.entries(areas)) {
    resources.ja[area] = words.ja;
    resources.en[area] = words.en;
  }
  const instance = createInstance();
  // With the resources at hand nothing is loaded, so the instance is ready when `init` returns.
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: "ja",
    defaultNS: "common",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  applyToDocument(language);
  return instance;
}

/** Change the language of the page and remember it on this device. */
export async function changeLanguage(words: i18n, language: Language): Promise<void> {
  rememberLanguage(language);
  applyToDocument(language);
  await words.changeLanguage(language);
}

/** Screen readers choose their voice, and the browser its line breaks, by the document's language. */
function applyToDocument(language: Language): void {
  document.documentElement.lang = language;
}
