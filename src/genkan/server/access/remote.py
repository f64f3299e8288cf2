"""Releasing a door from the portal, for a reason that stays: 「遠隔解錠」."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.access.repository import (
    RemoteRelease,
    add_remote_release,
    list_reasons,
    list_remote_releases,
    list_remote_releases_of,
    remove_remote_releases_before,
    remove_remote_releases_of,
)
from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.accounts.service import list_names
from genkan.server.journal.service import Journal
from genkan.server.platform import audit
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import PersonActor, Scope, operation
from genkan.server.properties.service import find_door
from genkan.wire.app import DoorReleased

__all__ = [
    "ListRemoteReleases",
    "ReleaseRemotely",
    "RemoteRecords",
    "RemoteReleaseView",
    "forget_remote_releases",
    "list_reasons",
]

LISTED_LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteReleaseView:
    """Who released a door from the portal, why, and what came of it as far as is known."""

    at: datetime
    person_name: str | None  # None: erased
    reason: str
    outcome: str | None  # opened | failed | unknown | denied; None: the station has told nothing


@operation("access.release_remotely")
class ReleaseRemotely:
    """Release a door once for a manager who says why; the reason is kept before anything opens."""

    def __init__(self, *, database: Database, clock: Clock, release_door: ReleaseDoor) -> None:
        self._database = database
        self._clock = clock
        self._release_door = release_door

    async def __call__(
        self, scope: Scope, actor: PersonActor, door_id: str, *, key: str, tapped_ms: int, reason: str
    ) -> DoorReleased:
        """Raises NotFound, and what `ReleaseDoor` raises."""
        tap = Tap(
            person_id=actor.person_id,
            session_id=actor.session_id,
            door_id=door_id,
            key=key,
            tapped_ms=tapped_ms,
            is_remote=True,
        )
        at = self._clock.now()

        def note(connection: Connection) -> None:
            door = find_door(connection, door_id)
            if door is None or door.property_id not in scope.properties:
                raise NotFound
            row = RemoteRelease(
                event_id=tap.command_id,
                property_id=door.property_id,
                door_id=door_id,
                person_id=actor.person_id,
                at=at,
                reason=reason,
            )
            add_remote_release(connection, row)
            audit.note(connection, reason_id=row.event_id)

        await self._database.write(note)
        return await self._release_door(tap)


@operation("access.list_remote_releases")
class ListRemoteReleases:
    """List who released a door from the portal, and why, newest first."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    async def __call__(self, scope: Scope, door_id: str) -> tuple[RemoteReleaseView, ...]:
        """Raises NotFound."""

        def read(connection: Connection) -> tuple[tuple[RemoteRelease, ...], dict[str, str]]:
            door = find_door(connection, door_id)
            if door is None or door.property_id not in scope.properties:
                raise NotFound
            rows = list_remote_releases(connection, [door_id], limit=LISTED_LIMIT)
            return rows, list_names(connection, {row.person_id for row in rows})

        rows, names = await self._database.read(read)
        events = await self._journal.find_events([row.event_id for row in rows])
        outcomes = {event.id: event.outcome for event in events}
        return tuple(
            RemoteReleaseView(
                at=row.at,
                person_name=names.get(row.person_id),
                reason=row.reason,
                outcome=outcomes.get(row.event_id),
            )
            for row in rows
        )


class RemoteRecords:
    """The port `OwnRecords` for releases from the portal."""

    name = "remote_releases"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        rows = await self._database.read(
            lambda connection: list_remote_releases_of(connection, owner.person_id)
        )
        return [{"at": row.at.isoformat(), "door_id": row.door_id, "reason": row.reason} for row in rows]

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        remove_remote_releases_of(connection, owner.person_id)
        return Leftovers()


def forget_remote_releases(connection: Connection, before: datetime) -> int:
    """Delete those older than the instant, and give how many."""
    return remove_remote_releases_before(connection, before)
