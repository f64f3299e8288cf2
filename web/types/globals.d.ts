/** The version of the distribution, put in by the build (`vite.shared.ts`). */
declare const __APP_VERSION__: string;
