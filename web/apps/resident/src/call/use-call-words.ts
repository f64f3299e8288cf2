import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/resident_call.json";
import ja from "../../../../../locales/ja/resident_call.json";
import { useWords } from "../app/use-words";

/** The words of a call: they come with its screen, which is fetched beside the first page. */
export function useCallWords(): ReturnType<typeof useWords> {
  const { i18n } = useTranslation();
  addWords(i18n, "resident", { ja, en });
  return useWords();
}
