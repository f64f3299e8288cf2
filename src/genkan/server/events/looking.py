"""Looking closer, with a reason: for a home or one of its people, or at a picture.

The reason is kept and the look stands in the household's history before anything is shown.
"""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.credentials.picture_ids import picture_id
from genkan.server.events.listing import LOOK_LIFE
from genkan.server.households.homes import list_people, see_household
from genkan.server.households.looks import LookRow, add_look
from genkan.server.households.service import list_homes_of_households
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform import audit
from genkan.server.platform.audit import Subject, SubjectKind
from genkan.server.platform.blobs import BlobId, BlobMissing, BlobStore
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.wire.ids import new_id

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Look:
    """A search that may go on until the instant."""

    id: str
    until: datetime


@operation("events.look_for")
class LookFor:
    """Begin to look for a home, or one of its people, among a property's events."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(
        self, scope: Scope, property_id: str, *, household_id: str, member_id: str | None, reason: str
    ) -> Look:
        """Raises NotFound, also for a household that has moved out."""
        see_property(scope, property_id)
        at = self._clock.now()

        def write(connection: Connection) -> LookRow:
            household, place = see_household(connection, scope, household_id)
            if place.property_id != property_id or (household.until is not None and household.until <= at):
                raise NotFound
            row = LookRow(
                id=new_id(),
                property_id=property_id,
                household_id=household_id,
                person_id=None
                if member_id is None
                else _find_person(connection, household_id, member_id, at),
                looked_by=scope.person_id or "",
                reason=reason,
                at=at,
            )
            add_look(connection, row)
            home = Subject(kind=SubjectKind.HOME, id=place.id, name=place.number, place=place.building_name)
            audit.note(connection, subject=home, member_id=member_id, reason_id=row.id)
            return row

        row = await self._database.write(write)
        await self._journal.append([_entry_of(row, "search")])
        log.info("events.looked_for", property_id=property_id, household_id=household_id)
        return Look(row.id, at + LOOK_LIFE)


@operation("events.look_at_picture")
class LookAtPicture:
    """Give the picture that a station took at an opening."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock, blobs: BlobStore) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock
        self._blobs = blobs

    async def __call__(self, scope: Scope, property_id: str, event_id: str, *, reason: str) -> bytes:
        """Give the JPEG. Raises NotFound."""
        see_property(scope, property_id)
        found = {
            event.id: event for event in await self._journal.find_events([event_id, picture_id(event_id)])
        }
        opening, picture = found.get(event_id), found.get(picture_id(event_id))
        if opening is None or opening.property_id != property_id or opening.household_id is None:
            raise NotFound
        if picture is None or picture.blob_id is None or opening.kind is not EventKind.DOOR_RELEASED:
            raise NotFound
        try:
            with self._blobs.open(BlobId(picture.blob_id)) as file:
                jpeg = file.read()
        except BlobMissing:
            raise NotFound from None
        row = LookRow(
            id=new_id(),
            property_id=property_id,
            household_id=opening.household_id,
            event_id=event_id,
            looked_by=scope.person_id or "",
            reason=reason,
            at=self._clock.now(),
        )

        def write(connection: Connection) -> None:
            add_look(connection, row)
            _note_home(connection, row)

        await self._database.write(write)
        await self._journal.append([_entry_of(row, "picture", opening)])
        log.info("events.picture_seen", property_id=property_id, event_id=event_id)
        return jpeg


def _note_home(connection: Connection, row: LookRow) -> None:
    for home in list_homes_of_households(connection, [row.household_id]):
        subject = Subject(kind=SubjectKind.HOME, id=home.home_id, name=home.number, place=home.building_name)
        audit.note(connection, subject=subject, reason_id=row.id)


def _find_person(connection: Connection, household_id: str, member_id: str, at: datetime) -> str:
    people = list_people(connection, [household_id], at).get(household_id, ())
    found = next((entry.person_id for entry in people if entry.id == member_id), None)
    if not found:
        raise NotFound
    return found


def _entry_of(row: LookRow, what: str, opening: Event | None = None) -> Event:
    return Event(
        id=row.id,
        at=row.at,
        kind=EventKind.RECORDS_SEEN,
        property_id=row.property_id,
        building_id=None if opening is None else opening.building_id,
        household_id=row.household_id,
        station_id=None if opening is None else opening.station_id,
        door_id=None if opening is None else opening.door_id,
        actor_id=row.looked_by,
        via=what,
    )
