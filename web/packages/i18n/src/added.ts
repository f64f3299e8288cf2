import type { i18n } from "i18next";
import type { Words } from "./instance";

const added = new WeakMap<i18n, Set<Words>>();

/** Add the words of a part that is loaded later to an area. A second time changes nothing. */
export function addWords(words: i18n, area: string, { ja, en }: { ja: Words; en: Words }): void {
  const known = added.get(words) ?? new Set();
  if (known.has(ja)) return;
  added.set(words, known.add(ja));
  words.addResourceBundle("ja", area, ja, true);
  words.addResourceBundle("en", area, en, true);
}
