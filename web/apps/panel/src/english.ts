/** The English words, fetched beside the first page: every visit begins in Japanese. */
import panel from "../../../../locales/en/panel.json";
import phrase from "../../../../locales/en/phrase.json";

export const ENGLISH = { panel, phrase };
