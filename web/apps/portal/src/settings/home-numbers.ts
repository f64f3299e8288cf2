/** What somebody typed as home numbers: "101", "101-110, 201-210", in full-width digits too. */
export type Numbers =
  | { ok: true; numbers: string[] }
  | { ok: false; fault: "empty" }
  | { ok: false; fault: "unfit" | "backwards"; part: string } // the part that is not understood
  | { ok: false; fault: "tooMany" };

export const HOMES_AT_ONCE = 500; // what the server takes
const DIGITS = 8; // what the station's keypad can type

/** Give every number of the text, in order, each once. */
export function readHomeNumbers(text: string): Numbers {
  const parts = text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−ー〜~]/g, "-") // whatever a Japanese keyboard puts between two numbers
    .replace(/\s*-\s*/g, "-")
    .split(/[\s,、，;]+/)
    .filter(Boolean);
  if (parts.length === 0) return { ok: false, fault: "empty" };
  const numbers = new Set<string>();
  for (const part of parts) {
    const range = readPart(part);
    if (range === null) return { ok: false, fault: "unfit", part };
    const [first, last] = range;
    if (Number(last) < Number(first)) return { ok: false, fault: "backwards", part };
    if (Number(last) - Number(first) >= HOMES_AT_ONCE) return { ok: false, fault: "tooMany" };
    for (let number = Number(first); number <= Number(last); number++) {
      numbers.add(String(number).padStart(first.length, "0"));
    }
    if (numbers.size > HOMES_AT_ONCE) return { ok: false, fault: "tooMany" };
  }
  return { ok: true, numbers: [...numbers] };
}

function readPart(part: string): [string, string] | null {
  const found = /^(\d+)(?:-(\d+))?$/.exec(part);
  if (found === null) return null;
  const [, first = "", last = first] = found;
  return first.length <= DIGITS && last.length <= DIGITS ? [first, last] : null;
}
