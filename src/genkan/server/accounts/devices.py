"""The devices somebody is signed in on, and stopping them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection

from genkan.server.accounts.link import DeviceKeys
from genkan.server.accounts.links import (
    GRANT_LIFE,
    RESET_LINK,
    STOP_LINK,
    LinkPurpose,
    add_link,
    use_link,
    void_links,
)
from genkan.server.accounts.service import hint_person
from genkan.server.accounts.session_repository import (
    end_of_session,
    remove_session,
    remove_sessions_of,
)
from genkan.server.accounts.sign_in_by_link import ensure_fresh, open_link_row
from genkan.server.accounts.tables import session
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import PersonActor, operation

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One signed-in device as its owner knows it."""

    session_id: str
    app: str
    label: str
    since: datetime
    last_seen_at: datetime
    is_this: bool


@operation("accounts.list_devices")
class ListDevices:
    """List the devices the asker is signed in on, the one in use last first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor) -> tuple[Device, ...]:
        at = self._clock.now()
        query = (
            sa.select(session)
            .where(session.c.person_id == actor.person_id)
            .order_by(session.c.last_seen_at.desc(), session.c.id)
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return tuple(
            Device(
                session_id=row.id,
                app=row.app,
                label=row.device_label,
                since=row.created_at,
                last_seen_at=row.last_seen_at,
                is_this=row.id == actor.session_id,
            )
            for row in rows
            if (ends_at := end_of_session(row.app, row.created_at)) is None or at < ends_at
        )


@operation("accounts.end_device")
class EndDevice:
    """Sign one of the asker's own devices out. Raises NotFound."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus

    async def __call__(self, actor: PersonActor, session_id: str) -> None:
        def end(connection: Connection) -> None:
            owner = connection.execute(
                sa.select(session.c.person_id).where(session.c.id == session_id)
            ).scalar()
            if owner != actor.person_id:
                raise NotFound
            remove_session(connection, session_id)

        await self._database.write(end)
        await hint_person(self._bus, actor.person_id)


@operation("accounts.stop_devices")
class StopDevices:
    """Sign a person out on every device by the link in the notice of a new one, and void their other links.

    Gives a token that lets a new password be chosen: whoever came in may know the old one.
    Raises LinkUnknown, LinkUsed, LinkExpired.
    """

    def __init__(
        self, *, database: Database, bus: Bus, clock: Clock, derivation: Derivation, keys: DeviceKeys
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._derivation = derivation
        self._keys = keys

    async def __call__(self, token: str) -> str:
        at = self._clock.now()

        def stop(connection: Connection) -> tuple[str, str]:
            link = open_link_row(connection, self._derivation, STOP_LINK, token)
            ensure_fresh(connection, link, at)
            use_link(connection, link.id, at)
            void_links(connection, link.person_id, at)
            remove_sessions_of(connection, link.person_id)
            self._keys.stop_devices(connection, person_id=link.person_id, at=at)
            grant = add_link(connection, link.person_id, LinkPurpose.RESET, at, life=GRANT_LIFE)
            return link.person_id, grant.id

        person_id, grant_id = await self._database.write(stop)
        log.info("account.devices.stopped", person_id=person_id)
        await hint_person(self._bus, person_id)
        return self._derivation.link(RESET_LINK, grant_id)
