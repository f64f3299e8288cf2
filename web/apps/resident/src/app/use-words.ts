import { useTranslation } from "react-i18next";

/** The words of this app: its own keys bare, `common:` and `problem:` before the shared ones. */
export function useWords() {
  return useTranslation(["resident", "common", "phrase", "problem"]);
}

export type Translate = ReturnType<typeof useWords>["t"];
