"""How an API token is written: so that scanners for leaked secrets find it, and know it from a look-alike."""

import secrets
import zlib

PREFIX = "genkan_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"  # one word when double-clicked
BODY_LENGTH = 43  # 62^43 are 256 bits: nobody guesses one, and its hash needs no slowness
CHECK_LENGTH = 6  # CRC-32: a scanner tells a token from noise without asking the server


def make_token() -> str:
    """Give a new token."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
    return PREFIX + body + _check(body)


def is_token(text: str) -> bool:
    """Whether the text is written as our tokens are."""
    body, check = text[len(PREFIX) : -CHECK_LENGTH], text[-CHECK_LENGTH:]
    return text.startswith(PREFIX) and len(body) == BODY_LENGTH and check == _check(body)


def _check(body: str) -> str:
    number = zlib.crc32(body.encode())
    letters = []
    for _ in range(CHECK_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(reversed(letters))
