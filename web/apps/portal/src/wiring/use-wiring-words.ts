import { addWords } from "@genkan/i18n";
import en from "../../../../../locales/en/portal_wiring.json";
import ja from "../../../../../locales/ja/portal_wiring.json";
import { useWords } from "../app/use-words";

/** The words of the portal with those of putting stations and doors up. Loaded with the forms that say them. */
export function useWiringWords() {
  const words = useWords();
  addWords(words.i18n, "portal", { ja, en });
  return words;
}
