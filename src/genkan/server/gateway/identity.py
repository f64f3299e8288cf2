"""Who is behind a socket, asked anew for every operation: an ended right bites at once."""

from sqlalchemy import Connection

from genkan.server.accounts.service import SessionRow, actor_of, find_session, find_session_by_id
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
        at = self._clock.now()
        found = await self._database.read(lambda connection: find_session(connection, token_hash, app.value))
        return None if found is None or found.is_over(at) else found

    async def get_actor(self, app: AppSocket) -> PersonActor:
        """Give the person with today's memberships. Raises NotSignedIn when the session has ended."""
        at = self._clock.now()

        def read(connection: Connection) -> PersonActor:
            session = find_session_by_id(connection, app.session_id)
            if session is None or session.is_over(at):
                raise NotSignedIn
            return actor_of(connection, session, at)

        return await self._database.read(read)
