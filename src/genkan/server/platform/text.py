"""Text that people type: one line, composed, without what only confuses."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

NAME_LIMIT = 120

# Control characters, halves of a character, line and paragraph ends: no keyboard means them in a name.
_UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
# They turn the direction of whatever follows, also outside the name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_line(text: str) -> str:
    """Give the text composed, with single spaces and none around it. Raises ValueError for an unfit one."""
    if any(unicodedata.category(sign) in _UNFIT or sign in _TURNING for sign in text):
        raise ValueError("holds a character that no line of text has")
    return " ".join(unicodedata.normalize("NFC", text).split())


def _clean_name(text: str) -> str:
    line = clean_line(text)
    if not line:
        raise ValueError("is empty")
    return line


# What a request may carry: cleaned where it comes in.
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT), AfterValidator(_clean_name)]
Line = Annotated[str, StringConstraints(max_length=NAME_LIMIT), AfterValidator(clean_line)]
