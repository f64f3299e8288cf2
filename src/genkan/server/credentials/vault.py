"""Secrets of credentials: PINs sealed, keys made when needed, hashes as stations keep them."""

import asyncio
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from genkan.core.credentials import (
    PIN_LENGTHS,
    PinHashing,
    hash_key,
    hash_pin,
    is_easy_pin,
    is_pin,
    write_key,
    write_qr_text,
)
from genkan.server.credentials.repository import CredentialRow
from genkan.server.credentials.salts import (
    BuildingKeys,
    add_verifiers,
    find_building_keys,
    list_verifiers,
    put_building_keys,
)
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.wire.ids import new_id

KEY_PURPOSE = "credentials.key"
PIN_PURPOSE = "credentials.pin"
STORE_PURPOSE = "credentials.store"
NONCE_BYTES = 12
SALT_BYTES = 32
# One PIN in 16 is refused though it is nobody's: who tries many to find one that is taken learns nothing.
DECOY_SHARE = 16


class Vault:
    """Makes, seals and hashes."""

    def __init__(self, derivation: Derivation, *, cost: int = 1 << 14) -> None:
        self._derivation = derivation
        self._cipher = AESGCM(derivation.hash(PIN_PURPOSE, "seal"))
        self._cost = cost
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="pin-hash")

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown(cancel_futures=True)

    # ── PINs ────────────────────────────────────────────────────────────────────────────────────

    def seal_pin(self, credential_id: str, pin: str) -> bytes:
        """Give the PIN as it is stored."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, pin.encode(), credential_id.encode())

    def unseal_pin(self, row: CredentialRow) -> str:
        """Give the PIN of a row."""
        sealed = row.secret or b""
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row.id.encode()).decode()

    def tag_pin(self, property_id: str, pin: str) -> bytes:
        """Give what tells that a PIN is taken; useless without the server's key."""
        return self._derivation.hash(PIN_PURPOSE, f"{property_id}\n{pin}")

    def is_fit_pin(self, property_id: str, pin: str) -> bool:
        """Whether the PIN may be somebody's; whether it is somebody's already is not asked here."""
        return is_pin(pin) and not is_easy_pin(pin) and not self._is_decoy(property_id, pin)

    def propose_pin(self, property_id: str, length: int) -> str:
        """Give a random PIN that is fit."""
        if length not in PIN_LENGTHS:
            raise ValueError(f"no PIN has {length} digits")
        while True:
            pin = "".join(secrets.choice("0123456789") for _ in range(length))
            if self.is_fit_pin(property_id, pin):
                return pin

    # ── keys ────────────────────────────────────────────────────────────────────────────────────

    def verifier_of_key(self, credential_id: str) -> bytes:
        """Give what is stored of the key with the id."""
        return hash_key(self._key(credential_id))

    def qr_text(self, credential_id: str) -> str:
        """Give what the key's QR code holds."""
        return write_qr_text(self._key(credential_id))

    def key_text(self, credential_id: str) -> str:
        """Give the key as a link's fragment carries it."""
        return write_key(self._key(credential_id))

    def store_key(self, station_id: str, epoch: str) -> bytes:
        """Give the key of a station's store, where the server keeps it."""
        return self._derivation.hash(STORE_PURPOSE, f"{station_id}\n{epoch}")

    # ── what stations keep ──────────────────────────────────────────────────────────────────────

    def make_building_keys(self, building_id: str, *, kept_by: str = "unit") -> BuildingKeys:
        """Give a new salt for a building."""
        return BuildingKeys(
            building_id=building_id,
            epoch=new_id(),
            salt=os.urandom(SALT_BYTES),
            cost=self._cost,
            kept_by=kept_by,
        )

    def ensure_building_keys(self, connection: Connection, building_id: str) -> BuildingKeys:
        """Give the building's salt, made at first need. In a write transaction."""
        found = find_building_keys(connection, building_id)
        if found is None:
            found = self.make_building_keys(building_id)
            put_building_keys(connection, found)
        return found

    async def hash_pins(
        self, database: Database, keys: BuildingKeys, rows: Sequence[CredentialRow], *, most: int
    ) -> dict[str, bytes]:
        """Give the hashes of the PINs with the building's salt; `most` new ones are made, and kept."""
        known = await database.read(
            lambda connection: list_verifiers(connection, keys.epoch, [row.id for row in rows])
        )
        missing = [row for row in rows if row.id not in known][:most]
        if not missing:
            return known
        hashing = PinHashing(salt=keys.salt, cost=keys.cost)
        made = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._hash_batch, missing, hashing
        )
        await database.write(lambda connection: add_verifiers(connection, keys.epoch, made))
        return known | made

    def _hash_batch(self, rows: Sequence[CredentialRow], hashing: PinHashing) -> dict[str, bytes]:
        return {row.id: hash_pin(self.unseal_pin(row), hashing) for row in rows}

    def _key(self, credential_id: str) -> bytes:
        return self._derivation.key(KEY_PURPOSE, credential_id)

    def _is_decoy(self, property_id: str, pin: str) -> bool:
        digest = hmac.digest(self.tag_pin(property_id, pin), b"decoy", hashlib.sha256)
        return digest[0] % DECOY_SHARE == 0
