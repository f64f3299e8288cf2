"""What a push says about a call: sealed for one device, and worthless after the call."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import cast

import msgspec

from genkan.server.messages.link import Letter, PushMessage, Urgency
from genkan.server.platform.clock import to_ms
from genkan.server.platform.web import find_locales

WITHDRAWAL_TTL_S = 60  # for as long as a ring that was not delivered yet may still arrive
MISSED_TTL_S = int(timedelta(days=1).total_seconds())
CHECK_TTL_S = 0  # a sleeping phone is not woken at night


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of a push, as the app's service worker reads it. Fields are only added."""

    v: int = 1
    type: str  # ring | withdraw | missed | test | check | lost | note
    id: str = ""  # of the call or of the test; notices of one id replace each other
    title: str = ""
    body: str = ""
    answer: str = ""  # words of the button; empty: no button
    open: str = ""
    opened: str = ""  # what is shown when the door was released from the notice
    not_opened: str = ""
    over: str = ""  # what is shown when the call is over before the device woke
    deadline_ms: int | None = None
    link: str | None = None  # acts once for this device in this call, without a sign-in
    has_picture: bool = False
    path: str = ""  # where a press on a note, or on a missed call to the office, leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where somebody rings, in words."""

    call_id: str
    station_name: str
    building_name: str
    home_number: str | None  # None: the management office was called


OFFICE_CALLS_PAGE = "/portal/#office-calls"
_encode = msgspec.json.Encoder().encode


def ring_notice(
    visit: Visit, *, language: str, link: str, doors: list[str], deadline: datetime, at: datetime
) -> PushMessage:
    """Ring the device until the deadline. The button opens the first of the doors."""
    notice = Notice(
        type="ring",
        id=visit.call_id,
        title=_say(language, "ring.title", station=visit.station_name),
        body=_place(language, visit),
        answer=_say(language, "ring.answer"),
        open=_open_words(language, doors),
        opened=_say(language, "ring.opened"),
        not_opened=_say(language, "ring.notOpened"),
        over=_say(language, "missed.title"),
        deadline_ms=to_ms(deadline),
        link=link,
    )
    left_s = max(1, int((deadline - at).total_seconds()))
    return PushMessage(body=_encode(notice), topic=visit.call_id, ttl_s=left_s, urgency=Urgency.HIGH)


def withdrawal_notice(visit: Visit, *, language: str) -> PushMessage:
    """Stop ringing: somebody else has seen to it."""
    notice = Notice(
        type="withdraw",
        id=visit.call_id,
        title=_say(language, "withdraw.title", station=visit.station_name),
        body=_place(language, visit),
    )
    return PushMessage(
        body=_encode(notice), topic=visit.call_id, ttl_s=WITHDRAWAL_TTL_S, urgency=Urgency.HIGH
    )


def missed_notice(visit: Visit, *, language: str, has_picture: bool) -> PushMessage:
    """Stop ringing, and say who was there."""
    notice = Notice(
        type="missed",
        id=visit.call_id,
        title=_say(language, "missed.title"),
        body=_say(language, "missed.body", station=visit.station_name, place=_place(language, visit)),
        has_picture=has_picture,
        path=OFFICE_CALLS_PAGE if visit.home_number is None else "",  # a household finds it in its history
    )
    return PushMessage(body=_encode(notice), topic=visit.call_id, ttl_s=MISSED_TTL_S, urgency=Urgency.HIGH)


def test_notice(test_id: str, *, language: str, ttl_s: int) -> PushMessage:
    """Ring the device as a visitor would, but for a test."""
    notice = Notice(
        type="test", id=test_id, title=_say(language, "test.title"), body=_say(language, "test.body")
    )
    return PushMessage(body=_encode(notice), topic=test_id, ttl_s=ttl_s, urgency=Urgency.HIGH)


def check_notice() -> PushMessage:
    """Ask the push service whether the device can still be woken; nobody is to notice."""
    return PushMessage(
        body=_encode(Notice(type="check")), topic="check", ttl_s=CHECK_TTL_S, urgency=Urgency.VERY_LOW
    )


def lost_notice(*, language: str, device: str) -> PushMessage:
    """Warn a person's other device that this one rings no more."""
    notice = Notice(
        type="lost",
        id="lost",
        title=_say(language, "lost.title"),
        body=_say(language, "lost.body", device=device or _say(language, "lost.someDevice")),
    )
    return PushMessage(body=_encode(notice), topic="lost", ttl_s=MISSED_TTL_S, urgency=Urgency.NORMAL)


def letter_notice(letter: Letter) -> PushMessage:
    """Tell somebody what a composed message says."""
    notice = Notice(
        type="note", id=letter.message_id, title=letter.subject, body=letter.text, path=letter.path
    )
    return PushMessage(
        body=_encode(notice), topic=letter.message_id, ttl_s=MISSED_TTL_S, urgency=Urgency.NORMAL
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to know: words of `push.json`, and where they lead."""

    id: str
    words: str  # `{words}.title` and `{words}.body`
    values: Mapping[str, str]
    path: str
    deadline: datetime | None = None  # worthless afterwards


def note_notice(note: Note, *, language: str, at: datetime) -> PushMessage:
    """Tell somebody something; what has a deadline wakes the phone."""
    notice = Notice(
        type="note",
        id=note.id,
        title=_say(language, f"{note.words}.title", **note.values),
        body=_say(language, f"{note.words}.body", **note.values),
        path=note.path,
        deadline_ms=None if note.deadline is None else to_ms(note.deadline),
    )
    left_s = MISSED_TTL_S if note.deadline is None else max(1, int((note.deadline - at).total_seconds()))
    urgency = Urgency.NORMAL if note.deadline is None else Urgency.HIGH
    return PushMessage(body=_encode(notice), topic=note.id, ttl_s=left_s, urgency=urgency)


def _open_words(language: str, doors: list[str]) -> str:
    if not doors:
        return ""
    return _say(language, "ring.open" if len(doors) == 1 else "ring.openDoor", door=doors[0])


def _place(language: str, visit: Visit) -> str:
    if visit.home_number is None:
        return _say(language, "office", building=visit.building_name)
    return _say(language, "place", building=visit.building_name, number=visit.home_number)


def _say(language: str, key: str, **values: str) -> str:
    text = _words(language)[key]
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    return text


@cache
def _words(language: str) -> dict[str, str]:
    path = find_locales() / language / "push.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
