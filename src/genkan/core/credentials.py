"""What somebody shows at a door: the kinds, how it is read from what was typed, and what is kept of it.

Nothing here can be turned back into what was shown: a PIN is kept as a deliberately slow salted hash, a
QR key as the plain hash of its 128 random bits.
"""

import base64
import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from genkan.core.schedules import Schedule

PIN_LENGTHS = range(4, 9)
PROPOSED_PIN_LENGTH = 6  # a guess at one of 100 homes hits 1 in 10,000
HOME_NUMBER_LIMIT = 16
STAFF_NUMBER = "0"  # what somebody without a home types as the home number: the management office
KEY_BYTES = 16
_sha256 = hashlib.sha256  # looked up once: it is as quick as that
KEY_PREFIX = "GK1:"  # with 26 letters and digits, QR version 2 at level M
KEY_TEXT_LENGTH = 26
VERIFIER_BYTES = 32


class CredentialKind(StrEnum):
    PIN = "pin"  # door-release PIN 「ドアリリースPIN」: of a household, or of one of the staff
    QR = "qr"  # temporary key 「一時キー」, shown as a QR code


@dataclass(frozen=True, slots=True, kw_only=True)
class PinHashing:
    """How the PINs of one building are hashed: scrypt with a salt that all of them share.

    They share it so that one hash finds a PIN among thousands. 16 MiB and some 40 ms for each guess
    (OWASP's n = 2^14) do not save a six-digit PIN from whoever holds salt and verifiers, which is why
    these are sealed; they do keep a glance at them from being enough.
    """

    salt: bytes = field(repr=False)
    cost: int = 1 << 14  # scrypt's n; r = 8, p = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialFact:
    """A credential: whose, which doors it was chosen for, and when and how often it counts."""

    credential_id: str
    kind: CredentialKind
    property_id: str
    household_id: str | None  # None: one of the staff
    schedule: Schedule | None  # None: at all times
    since: datetime
    until: datetime | None  # exclusive; when it was revoked or its holder left
    doors: frozenset[str] | None = None  # None: every door its holder may pass
    uses: int | None = None  # None: any number


def normalise_digits(typed: str) -> str:
    """Give the digits of what was typed: full-width ones as ASCII, spaces and hyphens left out."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(letter for letter in plain if not letter.isspace() and letter not in "-‐‑–ー")


def is_pin(digits: str) -> bool:
    """Whether the normalised text has the form of a PIN."""
    return digits.isascii() and digits.isdecimal() and len(digits) in PIN_LENGTHS


def is_easy_pin(digits: str) -> bool:
    """Whether somebody would try it among the first: repeats, runs, pairs, dates.

    Dates: a birthday as month and day, with or without the year, is the commonest choice of all.
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return True
    if any(digits == digits[:part] * (len(digits) // part) for part in (1, 2, 3) if len(digits) % part == 0):
        return True
    if digits == digits[::-1]:
        return True
    return _is_date(digits)


def hash_pin(digits: str, hashing: PinHashing) -> bytes:
    """Give the verifier of a PIN: slow on purpose, so never on an event loop."""
    return hashlib.scrypt(
        digits.encode(), salt=hashing.salt, n=hashing.cost, r=8, p=1, dklen=VERIFIER_BYTES, maxmem=1 << 26
    )


def hash_home_number(number: str, hashing: PinHashing, building_id: str | None = None) -> bytes:
    """Give what a station keeps of a home's number: enough to know it again when it is typed.

    `building_id`: of a home elsewhere than in the station's own building, for numbers repeat from one
    building to the next, and two homes behind a number would be two PINs to guess.
    """
    plain = unicodedata.normalize("NFKC", number).strip().upper()
    told = plain if building_id is None else f"{building_id}\n{plain}"
    return hashlib.blake2b(told.encode(), key=hashing.salt[:64], digest_size=16).digest()


def hash_key(key: bytes) -> bytes:
    """Give the verifier of a QR key: 128 random bits need no slow hash."""
    return _sha256(key).digest()


def write_key(key: bytes) -> str:
    """Give the 26 letters and digits of a key, as links carry them."""
    return base64.b32encode(key).decode().rstrip("=")


def write_qr_text(key: bytes) -> str:
    """Give what the QR code of a key holds."""
    return KEY_PREFIX + write_key(key)


def read_key(shown: str) -> bytes | None:
    """Give the key in what a QR code or a link held; None when it is none of ours."""
    if len(shown) > len(KEY_PREFIX) + KEY_TEXT_LENGTH + 8:
        return None
    text = shown.strip().upper().removeprefix(KEY_PREFIX)
    if len(text) != KEY_TEXT_LENGTH:
        return None
    try:
        key = base64.b32decode(text + "=" * 6)
    except ValueError:
        return None
    return key if write_key(key) == text else None


def _is_date(digits: str) -> bool:
    match len(digits):
        case 4:
            pairs = [(digits[:2], digits[2:])]
            if digits[:2] in {"19", "20"}:
                return True  # a year
        case 6:
            pairs = [(digits[2:4], digits[4:])]  # yymmdd
        case 8:
            pairs = [(digits[4:6], digits[6:])] if digits[:2] in {"19", "20"} else []
        case _:
            pairs = []
    return any(1 <= int(month) <= 12 and 1 <= int(day) <= 31 for month, day in pairs)  # noqa: PLR2004 - the calendar's
