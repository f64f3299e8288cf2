"""The mail of a temporary key: the port of credentials, carried by messages."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.schedules import ALL_WEEK, Once, Schedule, Weekly
from genkan.server.credentials.service import SHARE_PATH, KeyLetter, Vault, read_key_letter
from genkan.server.credentials.vault import KEY_PURPOSE
from genkan.server.messages.compose import mail_words
from genkan.server.messages.instants import MONTHS, say_instant
from genkan.server.messages.service import Channel, Derived, DerivedKind, NewMessage, enqueue

Say = Callable[..., str]

SEPARATORS = {"ja": "・", "en": ", "}  # between names; no words, so no translator's business
_BLANK = re.compile(r"{{\s*(\w+)\s*}}")


class KeyMail:
    """Mails keys to visitors. The row of the mail says for whom and when; the key is made at sending."""

    def __init__(self, vault: Vault, *, public_url: str) -> None:
        self._vault = vault
        self._public_url = public_url

    def enqueue(
        self, connection: Connection, *, pass_id: str, address: str, language: str, at: datetime
    ) -> None:
        """Queue the mail in the caller's transaction; one of a key that is over is not sent."""
        letter = read_key_letter(connection, self._vault, self._public_url, pass_id)
        if letter is None or letter.is_over:
            return
        message = NewMessage(
            channel=Channel.MAIL,
            address=address,
            template="pass",
            language=language,
            parameters=describe_key(letter, language),
            derived={
                "qr": Derived(kind=DerivedKind.KEY, purpose=KEY_PURPOSE, row_id=pass_id),
                "link": Derived(
                    kind=DerivedKind.KEY_LINK, purpose=KEY_PURPOSE, row_id=pass_id, path=SHARE_PATH
                ),
            },
            not_after=letter.schedule.end if isinstance(letter.schedule, Once) else None,
            about=pass_id,
        )
        enqueue(connection, message, at)


def describe_key(letter: KeyLetter, language: str) -> dict[str, str]:
    """Give what the mail says of a key, in words."""
    say = _words(language)
    return {
        "visitor": letter.visitor_name,
        "building": letter.building_name,
        "validity": ""
        if letter.schedule is None
        else say_schedule(letter.schedule, letter.time_zone, language),
        "uses": _say_uses(letter.uses, say),
        "doors": SEPARATORS[language].join(letter.doors),
    }


def say_schedule(schedule: Schedule, zone: ZoneInfo, language: str) -> str:
    """Say when a key opens, as the clock on the building's wall shows it."""
    say = _words(language)
    match schedule:
        case Once():
            start, end = (
                say_instant(at, time_zone=zone.key, language=language)
                for at in (schedule.start, schedule.end)
            )
            return say("pass.once", **{"from": start, "until": end})
        case Weekly():
            key = "pass.overnight" if schedule.passes_midnight else "pass.hours"
            hours = say(
                key, **{"from": _say_minute(schedule.from_minute), "to": _say_minute(schedule.to_minute)}
            )
            if schedule.weekdays == ALL_WEEK:
                said = say("pass.daily", hours=hours)
            else:
                said = say("pass.weekly", days=_say_days(schedule, language), hours=hours)
            if schedule.last_day is None:
                return said
            return say("pass.last_day", when=said, day=_say_day(schedule.last_day, language))
    assert_never(schedule)


def _say_uses(uses: int | None, say: Say) -> str:
    if uses is None:
        return say("pass.uses.any")
    return say("pass.uses.one") if uses == 1 else say("pass.uses.some", count=str(uses))


def _say_days(schedule: Weekly, language: str) -> str:
    words = mail_words(language)["pass.weekdays"]
    names = words.split() if " " in words else list(words)
    return SEPARATORS[language].join(names[day] for day in sorted(schedule.weekdays))


def _say_day(day: date, language: str) -> str:
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _say_minute(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _words(language: str) -> Say:
    words = mail_words(language)

    def say(key: str, **blanks: str) -> str:
        return _BLANK.sub(lambda blank: blanks[blank.group(1)], words[key])

    return say
