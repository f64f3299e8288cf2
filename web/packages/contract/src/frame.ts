/** The one frame that every link carries; twin of `genkan.wire.frame`. */
export interface Frame {
  v: number;
  kind: string;
  /** Present in an ask; its answer carries it as `re`. */
  id?: string;
  re?: string;
  body: unknown;
}

/** Bodies by kind: one direction of a link. */
export type Catalogue = object;

/** The kinds of `Up` that have a reply in `Down`. */
export type AskKind<Up extends Catalogue, Down extends Catalogue> = {
  [K in keyof Up & string]: `${K}.reply` extends keyof Down ? K : never;
}[keyof Up & string];

export type ReplyTo<K extends string, Down extends Catalogue> = `${K}.reply` extends keyof Down
  ? Down[`${K}.reply`]
  : never;

/** Give the frame a text holds, or null when it holds none. Bodies are our own server's: generated types. */
export function decodeFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("kind" in value) || typeof value.kind !== "string") {
    return null;
  }
  const frame = value as Partial<Frame> & { kind: string };
  return { ...frame, v: frame.v ?? 1, body: frame.body ?? {} };
}

export function encodeFrame(kind: string, body: unknown, id?: string): string {
  return JSON.stringify(id === undefined ? { v: 1, kind, body } : { v: 1, kind, id, body });
}
