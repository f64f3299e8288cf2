"""Secrets that no row holds: each is made of the server's key, a purpose and a row's id, when it is needed.

So a retry of a message repeats the same link, and a dump of the database signs nobody in.
"""

import base64
import hashlib
import hmac

ROW_ID_BYTES = 16
MAC_BYTES = 32  # 256 bit: nobody guesses a link (PROMISES, Guessing)
CODE_DIGITS = 6
# Without the look-alikes i l o 0 1, since it is read from paper: 10 of 31 are 49 bits.
PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - not one
PASSWORD_LENGTH = 10
KEY_BYTES = 16


class Derivation:
    """Makes links, codes, first passwords and keys, and tells whether a link is one of them."""

    def __init__(self, server_key: bytes) -> None:
        self._key = server_key

    def link(self, purpose: str, row_id: str) -> str:
        """Give the token of a link: the row's id and its proof, safe in a URL's fragment."""
        token = bytes.fromhex(row_id) + self._digest("link", purpose, row_id)
        return base64.urlsafe_b64encode(token).decode()

    def open_link(self, purpose: str, token: str) -> str | None:
        """Give the row's id of a token that is ours and made for the purpose, or None."""
        try:
            raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
        except ValueError:  # also of characters that are no ASCII
            return None
        row_id, proof = raw[:ROW_ID_BYTES].hex(), raw[ROW_ID_BYTES:]
        return row_id if hmac.compare_digest(proof, self._digest("link", purpose, row_id)) else None

    def code(self, purpose: str, row_id: str) -> str:
        """Give six digits."""
        number = int.from_bytes(self._digest("code", purpose, row_id))
        return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"

    def password(self, purpose: str, row_id: str) -> str:
        """Give a first password."""
        number = int.from_bytes(self._digest("password", purpose, row_id))
        letters = []
        for _ in range(PASSWORD_LENGTH):
            number, index = divmod(number, len(PASSWORD_ALPHABET))
            letters.append(PASSWORD_ALPHABET[index])
        return "".join(letters)

    def key(self, purpose: str, row_id: str) -> bytes:
        """Give a key of 128 bit."""
        return self._digest("key", purpose, row_id)[:KEY_BYTES]

    def hash(self, purpose: str, text: str) -> bytes:
        """Give what to store instead of a short text that somebody will type: useless without the key."""
        return self._digest("hash", purpose, text)

    def _digest(self, kind: str, purpose: str, text: str) -> bytes:
        return hmac.digest(self._key, f"{kind}\n{purpose}\n{text}".encode(), hashlib.sha256)
