import type { LockRecord } from "./app-lock";

export const DIGITS = 4;
export const TRIES = 5;
export const AFTER_MS = [0, 60_000, 300_000] as const;
export const USUAL_AFTER_MS = 60_000;

const ROUNDS = 100_000; // a twentieth of a second on a phone; four digits are guarded by the tries, not by this

/** Make the lock that these digits open. */
export async function makeLock(personId: string, digits: string, afterMs: number): Promise<LockRecord> {
  const salt = write(crypto.getRandomValues(new Uint8Array(16)));
  return { personId, salt, hash: await derive(digits, salt), afterMs, failures: 0 };
}

/** Whether these digits open the lock. */
export async function opens(record: LockRecord, digits: string): Promise<boolean> {
  return (await derive(digits, record.salt)) === record.hash;
}

async function derive(digits: string, salt: string): Promise<string> {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(digits), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes.encode(salt), iterations: ROUNDS };
  return write(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

function write(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
