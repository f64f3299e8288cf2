import { useTranslation } from "react-i18next";
import { VISITOR_PHRASES, type Word } from "../model/view";

/** Read a word in the visitor's language; a typed text stays as it was typed. */
export function useReadWord(): (word: Word) => string {
  const { t } = useTranslation(["panel", "phrase"]);
  return (word) => {
    if (word.text !== null) return word.text;
    const known = PHRASES.find((phrase) => phrase === word.phrase);
    return known === undefined ? "" : t(`phrase:${known}`);
  };
}

const PHRASES = ["box", "doorstep", "wait", "leave", ...VISITOR_PHRASES] as const;
