"""What a unit's screen shows of the check that runs there."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from genkan.server.calls.ice import list_ice_servers
from genkan.server.checks.lines import BY_SCREEN, LineState, Part
from genkan.server.checks.repository import CheckRow, list_running
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.settings import IceSettings
from genkan.server.stations.link import StationLink
from genkan.wire.station import CheckLineView, CheckView, ShowCheck

CHECK_LIFE = timedelta(
    minutes=30
)  # an installer at a unit; one who has left gives the screen back to visitors
CODE_PURPOSE = "check-code"


class Codes(Protocol):
    """Makes the code a unit's screen shows, from the check's id alone."""

    def code(self, purpose: str, row_id: str) -> str: ...


class CheckScreens:
    """Shows a unit the check that runs there, or that none does."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        station_link: StationLink,
        derivation: Derivation,
        ice: IceSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._station_link = station_link
        self._derivation = derivation
        self._ice = ice

    @property
    def has_turn(self) -> bool:
        """Whether there is a relay of media that a unit could reach."""
        return bool(self._ice.turn_urls)

    def code_of(self, check_id: str) -> str:
        """Give the six digits that prove who types them to stand at the unit."""
        return self._derivation.code(CODE_PURPOSE, check_id)

    async def find(self, station_id: str) -> ShowCheck | None:
        """Give what a unit that has just connected is shown; None: no check runs there."""
        at = self._clock.now()

        def read(connection: Connection) -> CheckRow | None:
            rows = list_running(connection, station_id)
            return next((row for row in rows if is_running(row, at)), None)

        row = await self._database.read(read)
        return None if row is None else self._show(row, at)

    async def show(self, row: CheckRow) -> None:
        """Show the unit the check as it is now; of one that is over, that none runs."""
        at = self._clock.now()
        shown = self._show(row, at) if is_running(row, at) else ShowCheck()
        await self._station_link.tell(row.station_id, "show.check", shown)

    def _show(self, row: CheckRow, at: datetime) -> ShowCheck:
        progress = row.progress
        wants_turn = any(
            line.part is Part.TURN and line.state is LineState.WAITING for line in progress.lines
        )
        return ShowCheck(
            check=CheckView(
                check_id=row.id,
                round=progress.round,
                language=progress.language,
                code=None if progress.is_there else self.code_of(row.id),
                lines=tuple(
                    CheckLineView(part=line.part.value, state=line.shown_state, door_name=line.door_name)
                    for line in progress.lines
                ),
                wanted=tuple(
                    line.part.value
                    for line in progress.lines
                    if line.part in BY_SCREEN and line.state is LineState.WAITING
                ),
                is_calling=progress.is_calling,
                ice=tuple(list_ice_servers(self._ice, holder=f"check.{row.id}", at=at)) if wants_turn else (),
            )
        )


def is_running(row: CheckRow, at: datetime) -> bool:
    """Whether the check goes on at the instant."""
    return row.ended_at is None and at - row.started_at < CHECK_LIFE
