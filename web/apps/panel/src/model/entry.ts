/** The home number as it is typed: a value, and what each key makes of it. */
import type { Digit, Hint } from "./view";

export interface Entry {
  number: string;
  hint: Hint | null;
  /** The number the server did not know; the visitor is correcting it. */
  unknownNumber: string | null;
}

export const EMPTY_ENTRY: Entry = { number: "", hint: null, unknownNumber: null };

export function typeDigit(entry: Entry, digit: Digit, longest: number): Entry {
  if (entry.number.length >= longest) return { ...entry, hint: "full" };
  return { number: entry.number + digit, hint: null, unknownNumber: null };
}

export function deleteLast(entry: Entry): Entry {
  return { number: entry.number.slice(0, -1), hint: null, unknownNumber: null };
}
