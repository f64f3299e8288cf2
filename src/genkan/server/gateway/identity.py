"""Who is behind a socket, asked anew for every operation: an ended right bites at once."""

from genkan.server.accounts.service import SessionRow, find_session, find_session_by_id, list_memberships
from genkan.server.gateway.apps import App, AppSocket
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor


class Identity:
    """Reads sessions and memberships."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def find_session(self, token_hash: bytes, app: App) -> SessionRow | None:
        return await self._database.read(lambda connection: find_session(connection, token_hash, app.value))

    async def get_actor(self, app: AppSocket) -> PersonActor:
        """Give the person with today's memberships. Raises NotSignedIn when the session has ended."""
        at = self._clock.now()
        session, memberships = await self._database.read(
            lambda connection: (
                find_session_by_id(connection, app.session_id),
                list_memberships(connection, app.person_id, at),
            )
        )
        if session is None:
            raise NotSignedIn
        return PersonActor(person_id=app.person_id, session_id=app.session_id, memberships=memberships)
