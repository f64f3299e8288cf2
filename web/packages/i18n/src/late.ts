import type { i18n } from "i18next";
import jaCommon from "../../../../locales/ja/common.json";
import jaProblem from "../../../../locales/ja/problem.json";
import { createWords, type Words } from "./instance";
import type { Language } from "./language";

/** What still has to be fetched before somebody reads English. */
const english = new WeakMap<i18n, () => Promise<void>>();

/**
 * Give an i18next instance that is ready in the language: Japanese words come with the app, English ones
 * only to who reads them. An app that must open fast carries one language, not two.
 */
export async function openWords(
  area: string,
  ja: Words,
  loadEnglish: () => Promise<Words>,
  language: Language,
): Promise<i18n> {
  const japanese = { common: jaCommon, problem: jaProblem, [area]: ja };
  const areas = Object.fromEntries(
    Object.entries(japanese).map(([name, words]) => [name, { ja: words, en: {} }]),
  );
  const words = createWords(areas, language);
  english.set(words, async () => {
    const [common, problem, own] = await Promise.all([
      import("../../../../locales/en/common.json"),
      import("../../../../locales/en/problem.json"),
      loadEnglish(),
    ]);
    words.addResourceBundle("en", "common", common.default);
    words.addResourceBundle("en", "problem", problem.default);
    words.addResourceBundle("en", area, own);
    english.delete(words);
  });
  await fetchWords(words, language);
  return words;
}

/** See that the words of the language are there; without network the others stay. */
export async function fetchWords(words: i18n, language: Language): Promise<void> {
  if (language === "en")
    await english
      .get(words)?.()
      .catch(() => undefined);
}
