"""Taking messages of the outbox to the closed apps of a person."""

import asyncio

from genkan.server.accounts.service import list_sessions_of_person
from genkan.server.calls.notices import letter_notice
from genkan.server.messages.link import Fault, Letter, NotTaken, PushOutcome
from genkan.server.messages.push import Push
from genkan.server.platform.database import Database

LATER = frozenset({PushOutcome.UNREACHABLE, PushOutcome.REFUSED})


class PushCarrier:
    """Wakes every device of the person the letter is addressed to; whoever has none is not told this way."""

    def __init__(self, database: Database, push: Push) -> None:
        self._database = database
        self._push = push

    async def carry(self, letter: Letter) -> None:
        """Tell all of them; tried again only where no push service took it."""
        sessions = await self._database.read(
            lambda connection: list_sessions_of_person(connection, letter.address)
        )
        devices = await self._push.list_of([session for session in sessions if session != letter.skip])
        message = letter_notice(letter)
        outcomes = await asyncio.gather(*(self._push.send(device, message) for device in devices))
        if outcomes and all(outcome in LATER for outcome in outcomes):
            raise NotTaken(Fault.DEFERRED)

    async def close(self) -> None:
        """The push itself is closed by whoever opened it."""
