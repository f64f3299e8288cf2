"""Sealing what the unit keeps of credentials: a copied disk shows nothing without the key.

The key is a file of the unit, or, where the building wants it so, the server's: then it is in memory only
and asked for after each start. A file keeps a stolen disk from nobody who takes the whole unit; it keeps a
lobby working that has lost power and internet.
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from genkan.station.store.database import StoreUnusable

KEY_FILE_NAME = "store.key"
KEY_BYTES = 32
NONCE_BYTES = 12


class CannotUnseal(Exception):
    """The content was sealed with another key, or changed since."""


class Sealer:
    """Seals with AES-256-GCM; each content is bound to the name it is kept under."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, name: str, content: bytes) -> bytes:
        """Give the sealed content, 28 bytes longer."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, name.encode())

    def unseal(self, name: str, sealed: bytes) -> bytes:
        """Give the content. Raises CannotUnseal."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotUnseal(name) from error


def find_unit_key(folder: Path) -> bytes | None:
    """Give the key kept on the unit; None when it keeps none. Raises StoreUnusable."""
    path = folder / KEY_FILE_NAME
    try:
        mode, key = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnusable(f"the store's key cannot be read: {error}") from error
    if mode & 0o077:
        raise StoreUnusable(f"{path} can be read by others (chmod 600)")
    if len(key) != KEY_BYTES:
        raise StoreUnusable(f"{path} is damaged; remove it, and the unit fetches its rights anew")
    return key


def make_unit_key(folder: Path) -> bytes:
    """Make a key kept on the unit, durably, in place of any before."""
    key = os.urandom(KEY_BYTES)
    fresh = folder / f"{KEY_FILE_NAME}.new"
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(descriptor)
    fresh.replace(folder / KEY_FILE_NAME)
    _sync_folder(folder)
    return key


def forget_unit_key(folder: Path) -> None:
    """Keep no key on the unit any more: what it sealed is gone with it."""
    path = folder / KEY_FILE_NAME
    if path.exists():
        path.write_bytes(os.urandom(KEY_BYTES))
        path.unlink()
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
