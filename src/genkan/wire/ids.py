"""Opaque identifiers: random, 128-bit, time-sortable."""

import os
import time

ID_LENGTH = 32  # hexadecimal digits of 128 bits


def new_id(*, at_ms: int | None = None) -> str:
    """Give a new UUIDv7 (RFC 9562) as 32 lower-case hexadecimal digits.

    Sorting the text sorts by the millisecond of creation.
    """
    instant = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    random = int.from_bytes(os.urandom(10), "big")
    high = (instant << 16) | 0x7000 | (random >> 68)
    low = 0x8000_0000_0000_0000 | (random & 0x3FFF_FFFF_FFFF_FFFF)
    return f"{high:016x}{low:016x}"
