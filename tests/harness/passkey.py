"""A passkey of software: what a phone or a stick does, as far as the server sees it."""

import hashlib
import json
import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

from genkan.server.accounts.passkeys import Asked, MadePasskey, SignedChallenge, encode

USER_PRESENT, USER_VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


@dataclass(kw_only=True)
class SoftPasskey:
    """One credential; `origin` is where its browser thinks it is."""

    origin: str = "https://genkan.example"
    asks_holder: bool = True  # by fingerprint or code
    counts: bool = True
    uses: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, asked: Asked) -> MadePasskey:
        """Be made."""
        public = cbor.encode(self._public_key())
        credential = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + public
        data = self._data(asked.rp_id, HAS_CREDENTIAL) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return MadePasskey(
            client_data=encode(self._client_data("webauthn.create", asked)), attestation=encode(attestation)
        )

    def sign(self, asked: Asked) -> SignedChallenge:
        """Sign what the server asks."""
        if self.counts:
            self.uses += 1
        data, client_data = self._data(asked.rp_id), self._client_data("webauthn.get", asked)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return SignedChallenge(
            credential_id=encode(self.credential_id),
            client_data=encode(client_data),
            authenticator_data=encode(data),
            signature=encode(signature),
        )

    def _public_key(self) -> dict[int, int | bytes]:
        """Give the public key as COSE writes it (RFC 9053, 7.1): ES256 on P-256."""
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}

    def _data(self, rp_id: str, flags: int = 0) -> bytes:
        flags |= USER_PRESENT | (USER_VERIFIED if self.asks_holder else 0)
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4)

    def _client_data(self, kind: str, asked: Asked) -> bytes:
        content = {"type": kind, "challenge": asked.challenge, "origin": self.origin}
        return json.dumps(content).encode()
