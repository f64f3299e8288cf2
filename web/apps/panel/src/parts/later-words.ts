import type { i18n } from "i18next";
import en from "../../../../../locales/en/panel_keys.json";
import ja from "../../../../../locales/ja/panel_keys.json";

/** Add the words of screens that are loaded after the home screen. */
export function addKeyWords(words: i18n): void {
  if (words.exists("panel:pin.unlock")) return;
  words.addResourceBundle("ja", "panel", ja, true);
  words.addResourceBundle("en", "panel", en, true);
}
