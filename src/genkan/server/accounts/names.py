"""Names of people: nearly everything is one."""

import unicodedata

from genkan.server.accounts.errors import NameUnfit

LONGEST = 80
# They turn the text around them, beyond the name's own end: a list would show other lines than it holds.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parse_name(text: str) -> str:
    """Give the name, its spaces made single. Raises NameUnfit for none, too long, or control characters."""
    composed = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Cn"} or sign in TURNING for sign in composed):
        raise NameUnfit
    name = " ".join(composed.split())
    if not name or len(name) > LONGEST:
        raise NameUnfit
    return name
