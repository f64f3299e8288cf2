/** The words of every app, from the one source in `locales/`. */
export { addWords } from "./added";
export { type Areas, createWords, type Words } from "./instance";
export { detectLanguage, LANGUAGES, type Language, rememberLanguage } from "./language";
export { openWords } from "./late";
export { changeLanguage, setUpWords } from "./words";
