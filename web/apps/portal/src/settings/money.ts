/** Amounts as people write them, and as the server keeps them: in the currency's smallest unit. */

export const CURRENCIES = ["USD", "JPY", "EUR", "GBP", "KRW", "TWD"] as const;

/** Give how many digits stand after the point: none for yen, two for dollars. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

export function formatMoney(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(
    amount / 10 ** digitsOf(currency),
  );
}

/** Give the text of a field. */
export function toText(amount: number, currency: string): string {
  return (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}

/** Give the amount that was typed; null for none, or for more digits than the currency has. */
export function readMoney(text: string, currency: string): number | null {
  const typed = text.normalize("NFKC").trim().replaceAll(",", "");
  const digits = digitsOf(currency);
  const found = /^(\d{1,9})(?:\.(\d+))?$/.exec(typed);
  const [, whole = "", part = ""] = found ?? [];
  if (found === null || part.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || "0");
}
