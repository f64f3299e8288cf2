"""What the two sides of a call say without a voice: fixed phrases by button, and typed text."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TEXT_LIMIT = 100  # characters: three lines of the panel's largest letters
WORDS_LIMIT = 20  # of each side in one call; more is no conversation at a door

# They turn the order of what follows around, so that a text could pretend to be the panel's own.
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = frozenset({"Cc", "Cn", "Co", "Cs"})


class Side(StrEnum):
    HOME = "home"  # whoever was called: residents, or the managers on duty
    VISITOR = "visitor"  # whoever stands at the door


class Phrase(StrEnum):
    """A fixed sentence; each side reads it in its own language."""

    BOX = "box"  # 「宅配ボックスに入れてください」
    DOORSTEP = "doorstep"  # 「玄関前に置いてください」
    WAIT = "wait"  # 「少々お待ちください」
    LEAVE = "leave"  # 「お引き取りください」
    YES = "yes"  # 「はい」
    NO = "no"  # 「いいえ」
    AGAIN = "again"  # 「もう一度お願いします」
    PARCEL = "parcel"  # 「お届け物です」
    LATER = "later"  # 「また来ます」


PHRASES = {
    Side.HOME: frozenset({Phrase.BOX, Phrase.DOORSTEP, Phrase.WAIT, Phrase.LEAVE}),
    Side.VISITOR: frozenset({Phrase.YES, Phrase.NO, Phrase.AGAIN, Phrase.PARCEL, Phrase.LATER}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One thing said: a phrase, or a text that only the home can type."""

    by: Side
    at: datetime
    phrase: Phrase | None = None
    text: str | None = None


def tidy_text(typed: str) -> str:
    """Give the typed text as it is shown: one line of at most TEXT_LIMIT characters.

    Nothing in it hides or turns round what stands beside it. The result may be empty; it is plain
    text wherever it is shown.
    """
    composed = unicodedata.normalize("NFC", typed)
    shown = (
        character if unicodedata.category(character) not in _UNSHOWN else " "
        for character in composed
        if character not in _DIRECTION_CONTROLS
    )
    return " ".join("".join(shown).split())[:TEXT_LIMIT].strip()
