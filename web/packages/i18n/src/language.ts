export const LANGUAGES = ["ja", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = "genkan.language";

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** Give the language chosen here before, else the browser's first one that exists, else Japanese. */
export function detectLanguage(
  preferred: readonly string[] = navigator.languages,
  storage: Pick<Storage, "getItem"> | null = findStorage(),
): Language {
  const chosen = storage?.getItem(STORAGE_KEY) ?? null;
  if (isLanguage(chosen)) return chosen;
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return "ja";
}

export function rememberLanguage(language: Language): void {
  findStorage()?.setItem(STORAGE_KEY, language);
}

/** Storage is refused in some private windows; the choice then lasts as long as the page. */
function findStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
