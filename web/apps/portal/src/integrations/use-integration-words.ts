import type { HttpBody } from "@genkan/contract";
import { addWords } from "@genkan/i18n";
import { useTranslation } from "react-i18next";
import en from "../../../../../locales/en/portal_integrations.json";
import ja from "../../../../../locales/ja/portal_integrations.json";
import { useWords } from "../app/use-words";

/** The words of the portal with those of other programs' access, which come with its pages. */
export function useIntegrationWords() {
  const { i18n } = useWords();
  addWords(i18n, "portal", { ja, en });
  return useTranslation(["portal", "common", "problem"]);
}

export type Scope = HttpBody<"TokenIn">["scopes"][number];

/** The words of each scope: their files know no colon in a key. */
export const SCOPE_WORDS = {
  "stations:read": "stations.read",
  "residents:read": "residents.read",
  "residents:write": "residents.write",
  "events:read": "events.read",
  "keys:manage": "keys.manage",
} as const satisfies Record<Scope, string>;
