/** What a page's address asks for before anybody is signed in. Tokens stand in the fragment: no server sees them. */
export type EntryAddress =
  | { kind: "link"; token: string }
  | { kind: "reset"; token: string }
  | { kind: "stop"; token: string }
  | { kind: "get" }
  | { kind: "other" }; // whoever has pressed for the ways besides the password

/** Read the address of a page below `base`, such as `/app/`; null when it asks for nothing special. */
export function readEntryAddress(
  base: string,
  location: Pick<Location, "pathname" | "hash">,
): EntryAddress | null {
  const token = location.hash.slice(1);
  switch (location.pathname) {
    case `${base}open`:
      return { kind: "link", token };
    case `${base}reset`:
      return { kind: "reset", token };
    case `${base}stop`:
      return { kind: "stop", token };
    case `${base}get`:
      return { kind: "get" };
    default:
      return null;
  }
}

/** Give the token of a sign-in link that a QR code holds, or null when it holds something else. */
export function readLinkToken(text: string): string | null {
  try {
    const url = new URL(text.trim());
    const isLink = /\/(app|portal)\/open$/.test(url.pathname) && url.hash.length > 1;
    return isLink ? url.hash.slice(1) : null;
  } catch {
    return null;
  }
}
