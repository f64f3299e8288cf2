"""「おやすみ」 of one's own device, and which devices are muted when a visitor calls."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.quiet import Quiet
from genkan.server.calls.errors import QuietUnfit
from genkan.server.calls.repository import find_quiet, list_quiets, set_quiet
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import PersonActor, operation

LONGEST = timedelta(hours=24)  # "for now"; what is meant for longer has hours


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietView:
    """How the device is muted, and since when the server's clock says so."""

    quiet: Quiet
    at: datetime


class OwnQuiet:
    """What a person may do about the device in their hand. Every method is one operation."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @operation("calls.get_quiet")
    async def get(self, actor: PersonActor) -> QuietView:
        """Give how this device is muted."""
        quiet = await self._database.read(lambda connection: find_quiet(connection, actor.session_id))
        return QuietView(quiet=quiet or Quiet(), at=self._clock.now())

    @operation("calls.change_quiet")
    async def change(self, actor: PersonActor, quiet: Quiet) -> QuietView:
        """Mute this device by these hours and until this instant. Raises QuietUnfit."""
        at = self._clock.now()
        if quiet.until is not None and quiet.until > at + LONGEST:
            raise QuietUnfit
        kept = quiet if quiet.until is None or quiet.until > at else Quiet(hours=quiet.hours)
        await self._database.write(lambda connection: set_quiet(connection, actor.session_id, kept))
        return QuietView(quiet=kept, at=at)


def list_muted(
    connection: Connection, session_ids: Collection[str], at: datetime, zone: ZoneInfo
) -> frozenset[str]:
    """Give those of the devices that are muted now."""
    quiets = list_quiets(connection, session_ids)
    return frozenset(session_id for session_id, quiet in quiets.items() if quiet.is_on(at, zone))
