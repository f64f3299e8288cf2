import { addWords } from "@genkan/i18n";
import en from "../../../../../locales/en/portal_audit.json";
import ja from "../../../../../locales/ja/portal_audit.json";
import { useWords } from "../app/use-words";
import { useEventWords } from "../events/use-event-words";

/** The words of the events, with which this page shares its filters, and its own. */
export function useAuditWords() {
  const { i18n } = useWords();
  addWords(i18n, "portal", { ja, en });
  return useEventWords();
}
