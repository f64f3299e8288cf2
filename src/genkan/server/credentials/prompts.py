"""Asking the phones of a home: the right PIN was typed at a keypad that was guessed at; was it you?"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.accounts.service import list_sessions_of_household
from genkan.server.credentials.errors import HouseholdUnreachable, PromptOver
from genkan.server.credentials.link import Notices
from genkan.server.credentials.prompt_rows import (
    PromptRow,
    add_prompt,
    answer_prompt,
    find_prompt,
    list_open_prompts,
)
from genkan.server.households.service import list_homes_of_households
from genkan.server.messages.link import AppLink
from genkan.server.platform.clock import Clock, to_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, StationActor, operation
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import list_station_names
from genkan.wire.app import PromptView, ShowPrompts
from genkan.wire.rights import HouseholdAnswer, HouseholdAsk

LIFETIME = timedelta(seconds=30)  # PROMISES, Guessing: whoever stands at the door waits no longer


class PromptBoard:
    """What is open, and showing it to those it concerns."""

    def __init__(self, database: Database, clock: Clock, app_link: AppLink) -> None:
        self._database = database
        self._clock = clock
        self._app_link = app_link

    async def show(self, household_id: str) -> int:
        """Show every app of the household its open questions; give how many apps that are."""
        at = self._clock.now()

        def read(connection: Connection) -> list[tuple[str, ShowPrompts]]:
            sessions = list_sessions_of_household(connection, household_id, at)
            view = view_prompts(connection, {household_id}, at)
            return [(session.session_id, view) for session in sessions]

        shown = await self._database.read(read)
        for session_id, view in shown:
            await self._app_link.show(session_id, "show.prompts", view)
        return len(shown)


@operation("credentials.list_prompts")
class ListPrompts:
    """Give the open questions to the asker's homes."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope) -> ShowPrompts:
        at = self._clock.now()
        return await self._database.read(lambda connection: view_prompts(connection, scope.households, at))


@operation("credentials.ask_household")
class AskHousehold:
    """Ask the phones of a household for a station."""

    def __init__(
        self, *, database: Database, clock: Clock, board: PromptBoard, notices: Notices, pace: RateLimit
    ) -> None:
        self._database = database
        self._clock = clock
        self._board = board
        self._notices = notices
        self._pace = pace

    async def __call__(self, actor: StationActor, ask: HouseholdAsk) -> None:
        """Raises NotFound, HouseholdUnreachable, TooOften."""
        if (wait_ms := self._pace.take(ask.household_id)) is not None:
            raise TooOften(retry_after_ms=wait_ms)
        at = self._clock.now()
        lifetime = min(LIFETIME, timedelta(milliseconds=ask.lifetime_ms))

        def write(connection: Connection) -> None:
            homes = list_homes_of_households(connection, {ask.household_id})
            if not homes or homes[0].property_id != actor.property_id:
                raise NotFound
            add_prompt(
                connection,
                PromptRow(
                    id=ask.prompt_id,
                    station_id=actor.station_id,
                    household_id=ask.household_id,
                    asked_at=at,
                    expires_at=at + lifetime,
                ),
            )

        await self._database.write(write)
        if not await self._board.show(ask.household_id):
            raise HouseholdUnreachable
        await self._notices.prompted(
            prompt_id=ask.prompt_id, household_id=ask.household_id, station_id=actor.station_id
        )


@operation("credentials.answer_prompt")
class AnswerPrompt:
    """Allow or refuse; the first answer of the home counts."""

    def __init__(
        self, *, database: Database, clock: Clock, board: PromptBoard, station_link: StationLink
    ) -> None:
        self._database = database
        self._clock = clock
        self._board = board
        self._station_link = station_link

    async def __call__(self, scope: Scope, prompt_id: str, *, allow: bool) -> None:
        """Raises NotFound, PromptOver."""
        at = self._clock.now()

        def write(connection: Connection) -> PromptRow:
            row = find_prompt(connection, prompt_id)
            if row is None or row.household_id not in scope.households:
                raise NotFound
            if not answer_prompt(connection, prompt_id, at):
                raise PromptOver
            return row

        row = await self._database.write(write)
        answer = HouseholdAnswer(prompt_id=prompt_id, allowed=allow, person_id=scope.person_id or "")
        await self._station_link.tell(row.station_id, "household.answer", answer)
        await self._board.show(row.household_id)


def view_prompts(
    connection: Connection, household_ids: frozenset[str] | set[str], at: datetime
) -> ShowPrompts:
    """Give the open questions as an app shows them."""
    rows = list_open_prompts(connection, household_ids, at)
    homes = {
        home.household_id: home
        for home in list_homes_of_households(connection, {row.household_id for row in rows})
    }
    names = list_station_names(connection, {row.station_id for row in rows})
    return ShowPrompts(
        prompts=[
            PromptView(
                prompt_id=row.id,
                household_id=row.household_id,
                home_number=homes[row.household_id].number,
                station_name=names.get(row.station_id, ""),
                building_name=homes[row.household_id].building_name,
                asked_ms=to_ms(row.asked_at),
                deadline_ms=to_ms(row.expires_at),
            )
            for row in rows
        ]
    )
