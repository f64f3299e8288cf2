/** Who does without a password of their own, and is not asked for one at every start of this browser. */
export const SKIPPED_KEY = "genkan.no-password";
