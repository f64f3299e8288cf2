"""Whether a unit is who it says: the signature under the server's nonce."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def has_signed(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether the holder of the Ed25519 key has signed the bytes; an unfit key has signed nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
