import { addWords } from "@genkan/i18n";
import type { i18n } from "i18next";
import enKeys from "../../../../../locales/en/panel_keys.json";
import enTold from "../../../../../locales/en/panel_told.json";
import enPhrase from "../../../../../locales/en/phrase.json";
import jaKeys from "../../../../../locales/ja/panel_keys.json";
import jaTold from "../../../../../locales/ja/panel_told.json";
import jaPhrase from "../../../../../locales/ja/phrase.json";

/** Add the words of screens that are loaded after the home screen. */
export function addKeyWords(words: i18n): void {
  addWords(words, "panel", { ja: jaKeys, en: enKeys });
  addWords(words, "panel", { ja: jaTold, en: enTold });
  addWords(words, "phrase", { ja: jaPhrase, en: enPhrase });
}
