"""What programs are told of a station's entries; the journal keeps them as untold until it is queued."""

from typing import Protocol

from sqlalchemy import Connection

from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.webhooks.board import WebhookBoard
from genkan.server.webhooks.noting import note
from genkan.server.webhooks.payloads import TOPIC_OF, Alarm, Data, Kind, Opening

KINDS = {
    EventKind.DOOR_HELD: Kind.DOOR_HELD,
    EventKind.DOOR_FORCED: Kind.DOOR_FORCED,
    EventKind.DOOR_CLOSED: Kind.DOOR_CLOSED,
    EventKind.KEYPAD_GUESSED: Kind.KEYPAD_GUESSED,
}


class Forwards(Protocol):
    """Whoever tells other programs."""

    def wants(self, event: Event) -> bool:
        """Whether somebody is to be told of the event. Asked at every opening: from memory."""

    async def forward(self, event: Event) -> None:
        """Queue what is told of the event, once however often it is asked to."""


class NoForwards:
    """Nobody is told."""

    def wants(self, event: Event) -> bool:  # noqa: ARG002 - the port's signature
        return False

    async def forward(self, event: Event) -> None:
        """Nothing."""


class Forwarding:
    """Queues messages for webhooks."""

    def __init__(self, *, database: Database, clock: Clock, board: WebhookBoard) -> None:
        self._database = database
        self._clock = clock
        self._board = board

    def wants(self, event: Event) -> bool:
        kind = kind_of(event)
        topic = None if kind is None else TOPIC_OF[kind]
        return topic is not None and self._board.wants(event.property_id, topic)

    async def forward(self, event: Event) -> None:
        kind = kind_of(event)
        if kind is None or not self.wants(event):
            return

        def write(connection: Connection) -> None:
            note(
                connection,
                kind,
                _data(kind, event),
                property_id=event.property_id,
                at=self._clock.now(),
                message_id=f"msg_{event.id}",
            )

        await self._database.write(write)


def kind_of(event: Event) -> Kind | None:
    """Give what is told of the event; None: nothing, as of one that was entered by no right."""
    if event.reason is not None:
        return None
    if event.kind is EventKind.DOOR_RELEASED:
        return Kind.DOOR_OPENED if event.outcome == "opened" else Kind.DOOR_FAILED
    return KINDS.get(event.kind)


def _data(kind: Kind, event: Event) -> Data:
    if kind in {Kind.DOOR_OPENED, Kind.DOOR_FAILED}:
        return Opening(
            event_id=event.id,
            door_id=event.door_id or "",
            station_id=event.station_id,
            building_id=event.building_id,
            household_id=event.household_id,
            via=event.via,
            at_ms=to_ms(event.at),
        )
    return Alarm(
        event_id=event.id,
        station_id=event.station_id,
        door_id=event.door_id,
        building_id=event.building_id,
        household_id=event.household_id,
        at_ms=to_ms(event.at),
    )
