"""How calls of a property went in a stretch of time: counted, without whose they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.call import MISSED, End, TargetKind
from genkan.server.calls.deliveries import Delivery, list_deliveries_of_calls
from genkan.server.calls.repository import CallRow, list_calls_started_between
from genkan.server.calls.views import list_app_legs

CALLS_AT_ONCE = 500  # their states take some kilobytes each


@dataclass(frozen=True, slots=True)
class CallTally:
    """What became of calls to homes and offices, and how long it took to reach phones, in milliseconds."""

    answered: int
    declined: int
    missed: int
    first_rang_ms: tuple[int, ...]  # from the visitor's press to the first phone that rang, a value a call
    push_ms: tuple[int, ...]  # from our sending to the push service's word, a value a device
    woke_ms: tuple[int, ...]  # from our wish to send until the device was awake, a value a device


def tally_calls(connection: Connection, property_id: str, *, since: datetime, until: datetime) -> CallTally:
    """Count the calls that began in the stretch, and are over."""
    ends: list[str] = []
    first, push, woke = [], [], []
    after: tuple[datetime, str] = (since, "")
    while rows := list_calls_started_between(connection, property_id, after, until, limit=CALLS_AT_ONCE):
        deliveries = list_deliveries_of_calls(connection, [row.id for row in rows])
        for row in rows:
            if row.call.target.kind is TargetKind.VIEW:
                continue
            known = deliveries.get(row.id, ())
            ends.append(_become_of(row))
            first += _first_rang(row, known)
            push += [_ms(d.sent_at, d.accepted_at) for d in known if d.sent_at and d.accepted_at]
            woke += [_ms(d.queued_at, d.woke_at) for d in known if d.queued_at and d.woke_at]
        after = (rows[-1].started_at, rows[-1].id)
    return CallTally(
        answered=ends.count("answered"),
        declined=ends.count("declined"),
        missed=ends.count("missed"),
        first_rang_ms=tuple(first),
        push_ms=tuple(push),
        woke_ms=tuple(woke),
    )


def _become_of(row: CallRow) -> str:
    """A door that was opened and a reply by button are answers, too."""
    if row.call.answered_by is None and row.call.end in MISSED:
        return "missed"
    return "declined" if row.call.end is End.DECLINED else "answered"


def _first_rang(row: CallRow, known: Sequence[Delivery]) -> list[int]:
    rang = [leg.rang_at for leg in list_app_legs(row)] + [delivery.rang_at for delivery in known]
    first = min((at for at in rang if at is not None), default=None)
    return [] if first is None else [_ms(row.started_at, first)]


def _ms(begun: datetime, done: datetime) -> int:
    return max(0, round((done - begun).total_seconds() * 1000))  # two nodes' clocks may differ a little
