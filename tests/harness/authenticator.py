"""What an authenticator app shows."""

import base64

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP


def show_code(secret: str, at_s: float) -> str:
    """Give the code of a base32 secret at an instant, in seconds since 1970."""
    app = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303 - RFC 6238
    return app.generate(int(at_s)).decode()
