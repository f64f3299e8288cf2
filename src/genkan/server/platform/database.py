"""Transactions as plain functions, on SQLite and PostgreSQL.

`await database.read(work)` and `await database.write(work)` run `work(connection)` in one
transaction. `work` is synchronous, so nothing in it can wait for the network; it may run again
when the database asks for a retry, so it must have no effect but its statements.

SQLite: reads run in the caller's thread (12 to 70 µs each, cheaper than any hop), writes queue in
one thread under BEGIN IMMEDIATE. PostgreSQL: asyncpg through SQLAlchemy's greenlet bridge.
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.platform.audit import recorded
from genkan.server.platform.hot_query import HotQuery, Row

ResultT = TypeVar("ResultT")
Work = Callable[[Connection], ResultT]

GIVE_WAY_S = 0.0002
BUSY_TIMEOUT_MS = 10_000  # another process holds the file only while it migrates or backs up

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Database(Protocol):
    """Where the state is kept."""

    async def read(self, work: Work[ResultT]) -> ResultT:
        """Run short reads in one snapshot."""

    async def fetch(self, query: HotQuery, values: Mapping[str, object]) -> list[Row]:
        """Give one statement's rows, at the least cost: one statement is a snapshot of its own."""

    async def read_long(self, work: Work[ResultT]) -> ResultT:
        """Run reads that may take more than a millisecond, beside everything else."""

    async def write(self, work: Work[ResultT]) -> ResultT:
        """Run the work in one transaction; when this returns, it is durable."""

    async def close(self) -> None:
        """Finish what is queued and close."""


def give_way() -> None:
    """Let others run for a moment, in the middle of work that takes more than a second.

    On SQLite it runs in a thread beside the event loop, which waits for the interpreter meanwhile; on
    PostgreSQL it runs in the loop's own thread, which goes on with others at every statement anyway.
    """
    if threading.current_thread() is not threading.main_thread():
        time.sleep(GIVE_WAY_S)


def open_database(url: str, *, is_audited: bool = True) -> Database:
    """Open the database of a URL: `sqlite:///path` or `postgresql://…`.

    A file of its own that does not hold the audit list (`platform.audit`) is not audited.
    """
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")), is_audited=is_audited)
    from genkan.server.platform.postgres import PostgresDatabase  # noqa: PLC0415 - loads for 0.2 s

    return PostgresDatabase(url)


def sqlite_engine(path: Path) -> sa.Engine:
    """Make an engine for the file with the pragmas every connection needs."""
    engine = sa.create_engine(
        f"sqlite:///{path}", poolclass=sa.pool.NullPool, connect_args={"check_same_thread": False}
    )

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged write survives a power cut
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine


class SqliteDatabase:
    """One file, one process."""

    def __init__(self, path: Path, *, is_audited: bool = True) -> None:
        self._is_audited = is_audited
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = sqlite_engine(path)
        self._reader = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._reader_driver = cast("sqlite3.Connection", self._reader.connection.driver_connection)
        self._long_readers = ThreadPoolExecutor(2, thread_name_prefix="sqlite-reader")
        self._queue: queue.SimpleQueue[Callable[[Connection], None] | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._run_writes, name="sqlite-writer", daemon=True)
        self._writer.start()
        self._closed = False

    async def read(self, work: Work[ResultT]) -> ResultT:
        # BEGIN and COMMIT by hand: SQLAlchemy's own would cost as much as the read.
        self._reader_driver.execute("BEGIN")
        try:
            return work(self._reader)
        finally:
            self._reader_driver.execute("COMMIT")

    async def fetch(self, query: HotQuery, values: Mapping[str, object]) -> list[Row]:
        text, bound = query.bind(self._engine.dialect, values)
        return self._reader_driver.execute(text, bound).fetchall()

    async def read_long(self, work: Work[ResultT]) -> ResultT:
        return await asyncio.get_running_loop().run_in_executor(self._long_readers, self._read_apart, work)

    async def write(self, work: Work[ResultT]) -> ResultT:
        if self._closed:
            raise RuntimeError("the database is closed")
        loop = asyncio.get_running_loop()
        done: asyncio.Future[ResultT] = loop.create_future()
        # Here, for the writer's thread knows of no request.
        audited = recorded(work) if self._is_audited else work

        def run(connection: Connection) -> None:
            try:
                result = _in_transaction(connection, "BEGIN IMMEDIATE", audited)
            except BaseException as error:  # noqa: BLE001 - handed to the waiting caller
                loop.call_soon_threadsafe(_fail, done, error)
            else:
                loop.call_soon_threadsafe(_succeed, done, result)

        self._queue.put(run)
        # A caller that goes away does not undo a write that is under way.
        return await asyncio.shield(done)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        await asyncio.get_running_loop().run_in_executor(None, self._writer.join)
        self._long_readers.shutdown()
        self._reader.close()
        self._engine.dispose()

    def _run_writes(self) -> None:
        with self._engine.connect() as connection:
            while (run := self._queue.get()) is not None:
                run(connection)

    def _read_apart(self, work: Work[ResultT]) -> ResultT:
        with self._engine.connect() as connection:
            return _in_transaction(connection, "BEGIN", work)


def _in_transaction(connection: Connection, begin: str, work: Work[ResultT]) -> ResultT:
    # SQLAlchemy's own BEGIN is a no-op for the driver in autocommit; ours decides the kind.
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.execute(begin)
    try:
        result = work(connection)
    except BaseException:
        connection.rollback()
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise
    connection.commit()
    if driver.in_transaction:  # SQLAlchemy commits only what went through it
        driver.execute("COMMIT")
    return result


def _succeed(done: asyncio.Future[ResultT], result: ResultT) -> None:
    if not done.cancelled():
        done.set_result(result)


def _fail(done: asyncio.Future[ResultT], error: BaseException) -> None:
    if not done.cancelled():
        done.set_exception(error)
