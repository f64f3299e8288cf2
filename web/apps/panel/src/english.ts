/** The English words, fetched beside the first page: every visit begins in Japanese. */
import panel from "../../../../locales/en/panel.json";

export const ENGLISH = { panel };
