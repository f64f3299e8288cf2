"""What the server alone may know, made at its first start and kept in one file."""

import contextlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from genkan.server.platform.settings import CannotStart

FILE_NAME = "secrets.json"
KEY_BYTES = 32
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# Read aloud and typed from paper, so without the look-alikes i l o 0 1.
NAME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
NAME_LENGTH = 6  # tells apart the installations one person ever meets; it is no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The server's own secrets; several processes of one installation share the file."""

    server_key: bytes = field(repr=False)  # HMAC key of links and codes
    metrics_token: str = field(repr=False)  # bearer token of /metrics
    server_id: str  # short public name of the installation 「サーバーID」

    @property
    def push_key(self) -> ec.EllipticCurvePrivateKey:
        """The key that push services know the server by (VAPID); the same for as long as `server_key` is."""
        # 48 bytes for a 32-byte order: no scalar is likelier than another (FIPS 186-5, A.2.1).
        drawn = HKDF(hashes.SHA256(), 48, salt=None, info=b"genkan vapid").derive(self.server_key)
        return ec.derive_private_key(int.from_bytes(drawn) % (P256_ORDER - 1) + 1, ec.SECP256R1())


def load_secrets(data_dir: Path) -> Secrets:
    """Read the secrets, or make them at the first start. Raises CannotStart."""
    path = data_dir / FILE_NAME
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    return _read(path)


def _make(path: Path) -> None:
    content = {
        "server_key": secrets.token_bytes(KEY_BYTES).hex(),
        "metrics_token": secrets.token_urlsafe(KEY_BYTES),
        "server_id": "gk-" + "".join(secrets.choice(NAME_ALPHABET) for _ in range(NAME_LENGTH)),
    }
    # Written beside and linked, so that of several processes one wins and none reads half a file.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")  # readable by us alone
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
            file.flush()
            os.fsync(file.fileno())  # losing the key after a power cut would void every link sent
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()


def _read(path: Path) -> Secrets:
    if path.stat().st_mode & 0o077:
        raise CannotStart(f"{path}: others on this machine can read it; run `chmod 600 {path}`.")
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        found = Secrets(
            server_key=bytes.fromhex(fields["server_key"]),
            metrics_token=str(fields["metrics_token"]),
            server_id=str(fields["server_id"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotStart(
            f"{path}: is damaged ({type(error).__name__}); restore it from a backup."
        ) from error
    if len(found.server_key) != KEY_BYTES or not found.metrics_token or not found.server_id:
        raise CannotStart(f"{path}: is incomplete; restore it from a backup.")
    return found
