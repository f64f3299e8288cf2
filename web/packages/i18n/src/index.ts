/** The words of every app, from the one source in `locales/`. */
export { detectLanguage, LANGUAGES, type Language, rememberLanguage } from "./language";
export { changeLanguage, setUpWords, type Words } from "./words";
