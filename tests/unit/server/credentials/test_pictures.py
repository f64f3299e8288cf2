"""Pictures of the uses of keys: for the household alone, and not for ever."""

from datetime import timedelta

import pytest

from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.credentials.errors import SnapshotUnfit
from genkan.server.credentials.pictures import GetPicture, forget_key_pictures
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.properties.repository import set_entrance
from genkan.wire.ids import new_id
from genkan.wire.station import KeyPicture
from harness.installation import NOW
from harness.key_desk import Desk

JPEG = b"\xff\xd8\xff picture"


async def use_of(desk: Desk, key_id: str, **changes: object) -> Event:
    """Let the key have opened the entrance."""
    values: dict[str, object] = {
        "id": new_id(),
        "at": NOW,
        "kind": EventKind.DOOR_RELEASED,
        "property_id": PROPERTY,
        "household_id": desk.household_id,
        "station_id": EAST_STATION,
        "door_id": ENTRANCE,
        "credential_id": key_id,
        "via": "qr",
        "outcome": "opened",
    }
    event = Event(**(values | changes))  # type: ignore[arg-type]
    await desk.installation.journal.append([event])
    return event


async def test_the_picture_of_a_use_is_for_the_household_alone_and_is_forgotten(desk: Desk) -> None:
    made = await desk.make()
    use = await use_of(desk, made.view.row.id)
    station, place = desk.installation.station, desk.installation
    picture = KeyPicture(event_id=use.id, jpeg=JPEG)
    for _ in range(2):  # a station whose answer was lost sends it again
        await desk.keys.add_picture(station, picture)
    get_picture = GetPicture(database=place.database, journal=place.journal, blobs=place.blobs)
    assert await get_picture(desk.scope, made.view.row.id, use.id) == JPEG
    (shown,) = (await desk.read(made.view.row.id)).used
    assert shown.has_picture
    with pytest.raises(NotFound):
        await get_picture(Scope(households=frozenset({new_id()})), made.view.row.id, use.id)
    other = await desk.make()
    with pytest.raises(NotFound):
        await get_picture(desk.scope, other.view.row.id, use.id)
    assert await forget_key_pictures(place.journal, place.blobs, before=NOW + timedelta(seconds=1)) == 1
    assert not (await desk.read(made.view.row.id)).used[0].has_picture
    with pytest.raises(NotFound):
        await get_picture(desk.scope, made.view.row.id, use.id)


async def test_a_station_gives_pictures_of_its_own_openings_by_keys_only(desk: Desk) -> None:
    key_id = (await desk.make()).view.row.id
    elsewhere = await use_of(desk, key_id, station_id=new_id())
    by_pin = await use_of(desk, key_id, via="pin")
    for event_id in (elsewhere.id, by_pin.id, new_id()):
        with pytest.raises(NotFound):
            await desk.keys.add_picture(desk.installation.station, KeyPicture(event_id=event_id, jpeg=JPEG))
    with pytest.raises(SnapshotUnfit):
        await desk.keys.add_picture(
            desk.installation.station, KeyPicture(event_id=elsewhere.id, jpeg=b"<svg>")
        )


async def test_where_a_property_keeps_no_pictures_none_of_a_use_is_kept(desk: Desk) -> None:
    made = await desk.make()
    use = await use_of(desk, made.view.row.id)
    await desk.installation.database.write(
        lambda connection: set_entrance(connection, PROPERTY, '{"snapshots": "never"}')
    )
    await desk.keys.add_picture(desk.installation.station, KeyPicture(event_id=use.id, jpeg=JPEG))
    assert not (await desk.read(made.view.row.id)).used[0].has_picture
