"""Rights that begin or end at a planned instant do so without anybody's tap."""

import asyncio
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.members import list_turned, sign_out_strangers
from genkan.server.accounts.service import hint_person
from genkan.server.households.moving import HouseholdGround
from genkan.server.households.repository import list_ended

log = structlog.get_logger()

PAUSE_S = 0.4  # PROMISES A3: an ended right bites within a second
LOOK_BACK = timedelta(minutes=10)  # what turned while no server was running is caught up with


class Turning:
    """Looks for memberships that have begun or ended, and hurries the sockets of their people.

    Any number of nodes may look: each step may be taken twice.
    """

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground
        self._until: datetime | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # the database may be away for a while; the next look sees it all
                log.exception("household.turning.failed")
            await asyncio.sleep(PAUSE_S)

    async def look(self) -> None:
        """Take the steps of everything that turned since the last look."""
        at = self._ground.clock.now()
        after = self._until or at - LOOK_BACK
        turned, ended = await self._ground.database.read(
            lambda connection: (
                list_turned(connection, after=after, until=at),
                list_ended(connection, after=after, until=at),
            )
        )
        if turned or ended:

            def turn(connection: Connection) -> None:
                for household_id in ended:
                    self._ground.keys.end_household(connection, household_id=household_id, at=at)
                sign_out_strangers(connection, turned, at)

            await self._ground.database.write(turn)
        self._until = at
        for person_id in turned:
            await hint_person(self._ground.bus, person_id)
