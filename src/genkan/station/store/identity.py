"""Who the unit is: its key, which never leaves it, and the server it belongs to."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.station.store.database import StoreUnusable

log = structlog.get_logger(__name__)

KEY_FILE_NAME = "station.key"
NEW_KEY_FILE_NAME = "station.key.new"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What enrolment gave the unit."""

    station_id: str
    server_id: str
    server_url: str
    ca_pem: str | None = None  # the server's own certificate authority, when it has one


def find_identity(database: sqlite3.Connection) -> Identity | None:
    """Give the unit's identity, or None before enrolment."""
    rows = database.execute("SELECT station_id, server_id, server_url, ca_pem FROM identity").fetchall()
    if not rows:
        return None
    station_id, server_id, server_url, ca_pem = rows[0]
    return Identity(station_id=station_id, server_id=server_id, server_url=server_url, ca_pem=ca_pem)


def save_identity(database: sqlite3.Connection, identity: Identity) -> None:
    """Keep the identity durably, instead of any before."""
    database.execute(
        "INSERT OR REPLACE INTO identity VALUES (1, ?, ?, ?, ?, 0)",
        (identity.station_id, identity.server_id, identity.server_url, identity.ca_pem),
    )


def is_revoked(database: sqlite3.Connection) -> bool:
    """Tell whether the server has said that the unit is a station no more."""
    return database.execute("SELECT 1 FROM identity WHERE revoked = 1").fetchone() is not None


def keep_revoked(database: sqlite3.Connection, revoked: bool) -> None:  # noqa: FBT001 - the value that is kept
    """Keep that the unit is a station no more, or is one again; durably."""
    try:
        database.execute("UPDATE identity SET revoked = ?", (int(revoked),))
    except sqlite3.Error as error:
        log.warning("station.identity.unwritable", error=str(error))  # it is told again at the next link


def make_key(folder: Path) -> Ed25519PrivateKey:
    """Give a key for the enrolment under way, on the disk before anybody hears of it.

    A try that failed left its key behind: it is used again. `adopt_key` makes it the unit's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NEW_KEY_FILE_NAME
    if path.exists():
        return _read_key(path)
    key = Ed25519PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes_raw())
        file.flush()
        os.fsync(descriptor)
    return key


def adopt_key(folder: Path) -> None:
    """Make the key of the enrolment the unit's key, in place of any before."""
    (folder / NEW_KEY_FILE_NAME).replace(folder / KEY_FILE_NAME)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load_key(folder: Path) -> Ed25519PrivateKey:
    """Give the unit's key. Raises StoreUnusable when it is missing, damaged or readable by others."""
    return _read_key(folder / KEY_FILE_NAME)


def _read_key(path: Path) -> Ed25519PrivateKey:
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except OSError as error:
        raise StoreUnusable(f"the unit's key cannot be read: {error}") from error
    if mode & 0o077:
        raise StoreUnusable(
            f"{path} can be read by others; a key that may be copied proves nothing (chmod 600)"
        )
    if len(content) != KEY_BYTES:
        raise StoreUnusable(f"{path} is damaged; enrol the unit again")
    return Ed25519PrivateKey.from_private_bytes(content)
