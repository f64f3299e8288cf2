"""The book itself: where lines are entered, and when they are forgotten."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.audit.places import find_place
from genkan.server.audit.repository import put_line, remove_lines_before
from genkan.server.platform.audit import OPERATOR_ID, DoerRole, NewLine, Said
from genkan.server.platform.clock import Clock
from genkan.wire.ids import new_id


class Book:
    """The port `AuditBook`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def find_place(self, connection: Connection, parameters: Mapping[str, str], said: Said) -> None:
        find_place(connection, parameters, said)

    def enter(self, connection: Connection, line: NewLine, *, is_again: bool = False) -> None:
        put_line(connection, line, is_again=is_again)


def record_by_operator(
    connection: Connection,
    operation: str,
    *,
    property_id: str,
    at: datetime,
    member_id: str | None = None,
) -> None:
    """Enter what was done to a property by `genkan admin …` on the server."""
    line = NewLine(
        id=new_id(),
        at=at,
        operation=operation,
        role=DoerRole.OPERATOR,
        actor_id=OPERATOR_ID,
        said=Said(property_id=property_id, member_id=member_id),
    )
    put_line(connection, line, is_again=False)


def forget_lines(connection: Connection, before: datetime) -> int:
    """Delete the lines before the instant, and give how many."""
    return remove_lines_before(connection, before)
