"""What managers read of doors that were held open or forced."""

from datetime import timedelta

from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.operations import Scope
from genkan.server.stations.troubles import ListDoorTroubles
from harness.installation import NOW, Installation

SCOPE = Scope(properties=frozenset({PROPERTY}))


def event(number: int, kind: EventKind, *, minutes_ago: int, property_id: str = PROPERTY) -> Event:
    return Event(
        id=f"{number:032x}",
        at=NOW - timedelta(minutes=minutes_ago),
        kind=kind,
        property_id=property_id,
        station_id=EAST_STATION,
        door_id=ENTRANCE,
    )


async def test_each_trouble_is_listed_with_when_the_door_was_closed(installation: Installation) -> None:
    list_troubles = ListDoorTroubles(
        database=installation.database, journal=installation.journal, clock=installation.clock
    )
    await installation.journal.append(
        [
            event(1, EventKind.DOOR_FORCED, minutes_ago=60 * 24 * 31),
            event(2, EventKind.DOOR_HELD, minutes_ago=50),
            event(3, EventKind.DOOR_CLOSED, minutes_ago=40),
            event(4, EventKind.DOOR_RELEASED, minutes_ago=30),
            event(5, EventKind.DOOR_FORCED, minutes_ago=20),
            event(6, EventKind.DOOR_FORCED, minutes_ago=10, property_id="f" * 32),
        ]
    )
    forced, held = await list_troubles(SCOPE)
    assert (forced.kind, forced.closed_at) == (EventKind.DOOR_FORCED, None)
    assert (held.kind, held.closed_at) == (EventKind.DOOR_HELD, NOW - timedelta(minutes=40))
    assert (held.door.name, held.station_name) == ("エントランス", "正面玄関")
    assert await list_troubles(Scope(properties=frozenset({"f" * 32}))) == ()
