"""What a visitor sees of their own key: whoever holds it may see it, and nobody else."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from genkan.core.credentials import hash_key, read_key
from genkan.server.credentials.key_views import KeyDetail, KeyReader
from genkan.server.credentials.repository import find_key
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import operation
from genkan.server.properties.service import get_building


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorKey:
    """A key as its visitor sees it."""

    detail: KeyDetail = field(repr=False)
    building_name: str
    time_zone: str


@operation("credentials.view_key")
class ViewKey:
    """Show a key to whoever holds it."""

    def __init__(self, *, database: Database, reader: KeyReader, pace: RateLimit) -> None:
        self._database = database
        self._reader = reader
        self._pace = pace

    async def __call__(self, token: str, *, address: str) -> VisitorKey:
        """Raises NotFound, TooOften."""
        if (wait_ms := self._pace.take(address)) is not None:
            raise TooOften(retry_after_ms=wait_ms)
        key = read_key(token)
        if key is None:
            raise NotFound

        def find(connection: Connection) -> str:
            row = find_key(connection, hash_key(key))
            if row is None:
                raise NotFound
            return row.id

        detail = await self._reader.read(await self._database.read(find))
        if not detail.doors:
            raise NotFound
        building_id = detail.doors[0].building_id
        building = await self._database.read(lambda connection: get_building(connection, building_id))
        return VisitorKey(detail=detail, building_name=building.name, time_zone=building.time_zone)
