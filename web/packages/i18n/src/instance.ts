import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "./language";

/** One area's words: flat, dotted keys, i18next's `{{name}}` and `_one`/`_other`. */
export type Words = Readonly<Record<string, string>>;

export type Areas = Readonly<Record<string, Readonly<Record<Language, Words>>>>;

/** Give a ready i18next instance with these areas and no other: the panel must be small. */
export function createWords(areas: Areas, language: Language): i18n {
  const resources: Record<Language, Record<string, Words>> = { ja: {}, en: {} };
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

/** Screen readers choose their voice, and the browser its line breaks, by the document's language. */
export function applyToDocument(language: Language): void {
  document.documentElement.lang = language;
}
