"""Transactions on a PostgreSQL server, through SQLAlchemy's bridge from asyncpg to synchronous work."""

import asyncio
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from genkan.server.platform.audit import recorded
from genkan.server.platform.database import ResultT, Work
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.hot_query import HotQuery, Row

POOL_SIZE = 10  # beyond it PostgreSQL on two cores only queues
ATTEMPTS = 5  # serialisation failures and deadlocks clear at once; five in a row are a fault
UNFIT = frozenset({"22001", "22021"})  # text that is too long, or holds a NUL: somebody's odd input
RETRYABLE = frozenset({"40001", "40P01"})  # serialization_failure, deadlock_detected


def postgres_url(url: str) -> sa.URL:
    """Give the URL for the driver we use, whatever driver it names."""
    return sa.make_url(url).set(drivername="postgresql+asyncpg")


async def close_engine(engine: AsyncEngine) -> None:
    """Close the engine's connections, sockets included."""
    await engine.dispose()
    for _ in range(2):  # the driver lets go of its sockets in the next turns of the loop
        await asyncio.sleep(0)


class PostgresDatabase:
    """A PostgreSQL server, shared by any number of processes."""

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = create_async_engine(
            postgres_url(url),
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"server_settings": {"jit": "off"}},  # compiling takes longer than any of our reads
        )
        # Facts of one decision belong to one instant, as they do in SQLite.
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    async def read(self, work: Work[ResultT]) -> ResultT:
        try:
            async with self._snapshots.begin() as connection:
                return await connection.run_sync(work)
        except DBAPIError as error:
            if _state_of(error) in UNFIT:
                raise BadRequest from error
            raise

    async def fetch(self, query: HotQuery, values: Mapping[str, object]) -> list[Row]:
        text, bound = query.bind(self._engine.dialect, values)

        def ask(connection: sa.Connection) -> list[Row]:
            return [tuple(row) for row in connection.exec_driver_sql(text, bound)]

        return await self.read(ask)

    async def read_long(self, work: Work[ResultT]) -> ResultT:
        return await self.read(work)

    async def write(self, work: Work[ResultT]) -> ResultT:
        attempt, audited = 1, recorded(work)
        while True:
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(audited)
            except DBAPIError as error:
                state = _state_of(error)
                if state in UNFIT:
                    raise BadRequest from error
                if attempt == ATTEMPTS or state not in RETRYABLE:
                    raise
            attempt += 1

    async def close(self) -> None:
        await close_engine(self._engine)


def _state_of(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state
