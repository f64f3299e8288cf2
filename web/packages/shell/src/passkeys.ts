/** Passkeys as the browser knows them (WebAuthn), in the server's words: bytes as base64url without padding. */
import type { HttpBody } from "@genkan/contract";

export type Asked = HttpBody<"AskedOut">;
export type NewPasskey = HttpBody<"NewPasskeyOut">;
export type Signature = HttpBody<"SignatureIn">;
export type MadePasskey = Pick<HttpBody<"NewPasskeyIn">, "client_data" | "attestation">;

/** Why there is no passkey: the person went away, this one is known, or the browser cannot, or not here. */
export type NoPasskey = "cancelled" | "known" | "unable";
export type PasskeyOutcome<T> = { ok: true; passkey: T } | { ok: false; why: NoPasskey };

const LIMIT_MS = 300_000; // a stick lies in another room
// ES256, EdDSA and RS256: what platforms and sticks can do.
const ALGORITHMS = [-7, -8, -257];

/** Whether the browser knows passkeys; without https none does. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && navigator.credentials !== undefined;
}

/** Let a passkey sign. `isAlone`: it signs in without a password, so the device has to ask who holds it. */
export async function signByPasskey(asked: Asked, isAlone: boolean): Promise<PasskeyOutcome<Signature>> {
  return attempt(async () => {
    const found = await navigator.credentials.get({
      publicKey: {
        challenge: toBytes(asked.challenge),
        rpId: asked.rp_id,
        allowCredentials: asked.credential_ids.map(toDescriptor),
        userVerification: isAlone ? "required" : "preferred",
        timeout: LIMIT_MS,
      },
    });
    const { rawId, response } = found as PublicKeyCredential;
    const signed = response as AuthenticatorAssertionResponse;
    return {
      credential_id: toText(rawId),
      client_data: toText(signed.clientDataJSON),
      authenticator_data: toText(signed.authenticatorData),
      signature: toText(signed.signature),
    };
  });
}

/** Make a new passkey on this device, or on one that the browser finds. */
export async function makePasskey(asked: NewPasskey): Promise<PasskeyOutcome<MadePasskey>> {
  return attempt(async () => {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: toBytes(asked.asked.challenge),
        rp: { id: asked.asked.rp_id, name: "Genkan" },
        user: {
          id: new TextEncoder().encode(asked.user_id),
          name: asked.username,
          displayName: asked.display_name,
        },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: asked.asked.credential_ids.map(toDescriptor),
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        timeout: LIMIT_MS,
      },
    });
    const response = (made as PublicKeyCredential).response as AuthenticatorAttestationResponse;
    return { client_data: toText(response.clientDataJSON), attestation: toText(response.attestationObject) };
  });
}

async function attempt<T>(ask: () => Promise<T>): Promise<PasskeyOutcome<T>> {
  if (!knowsPasskeys()) return { ok: false, why: "unable" };
  try {
    return { ok: true, passkey: await ask() };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "InvalidStateError") return { ok: false, why: "known" };
    return { ok: false, why: name === "NotAllowedError" || name === "AbortError" ? "cancelled" : "unable" };
  }
}

function toDescriptor(id: string): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: toBytes(id) };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

function toText(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
