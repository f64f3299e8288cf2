"""Bringing the databases to the form this program needs, one process at a time."""

import asyncio
import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa
import structlog
from sqlalchemy import Connection

from genkan.migrations import FOLDER, HEADS
from genkan.server.platform.database import sqlite_engine
from genkan.server.platform.settings import CannotStart, Settings

if TYPE_CHECKING:
    import sqlite3

    from alembic.config import Config

log = structlog.get_logger()

Step = Callable[["Config"], None]
MIGRATION_LOCK = 0x67656E6B616E  # "genkan": the key of PostgreSQL's advisory lock


async def migrate(settings: Settings) -> None:
    """Bring state and journal to the newest form. Raises CannotStart when they are newer than we are."""
    if settings.is_sqlite:
        await asyncio.to_thread(_migrate_sqlite, settings)
    else:
        await _migrate_postgres(settings.database_url)


def sqlite_paths(settings: Settings) -> dict[str, Path]:
    """Give the file of each lineage."""
    return {
        "state": Path(settings.database_url.removeprefix("sqlite:///")),
        "journal": Path(settings.journal_url.removeprefix("sqlite:///")),
    }


def upgrade(connection: Connection, lineage: str) -> None:
    """Take the steps of a lineage that the database lacks. The caller holds the transaction."""
    current = _find_version(connection, lineage)
    if current == HEADS[lineage]:
        return
    from alembic import command  # noqa: PLC0415 - 0.3 s that a start without migration saves
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        run(connection, lineage, lambda config: command.upgrade(config, "head"))
    except CommandError as error:
        raise CannotStart(
            f"database: its {lineage} has the form {current}, which this version of Genkan does not know;"
            " start the newer version it was used with."
        ) from error
    log.info("database.migrated", lineage=lineage, version=HEADS[lineage])


def run(connection: Connection, lineage: str, step: Step, *, metadata: sa.MetaData | None = None) -> None:
    """Run an Alembic command on a lineage over the connection."""
    from alembic.config import Config  # noqa: PLC0415 - see upgrade

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(FOLDER / lineage))
    config.attributes.update({"connection": connection, "lineage": lineage, "metadata": metadata})
    step(config)


@contextlib.contextmanager
def sqlite_transaction(path: Path) -> Iterator[Connection]:
    """Open the file for one transaction in which tables may be rebuilt; nobody else writes meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sqlite_engine(path)
    try:
        with engine.connect() as connection:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            driver.execute(
                "PRAGMA foreign_keys=OFF"
            )  # a rebuilt table is dropped and renamed under its referrers
            driver.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
    finally:
        engine.dispose()


def _migrate_sqlite(settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # One lock for both files; SQLite's own would let two processes take turns between them.
    with (settings.data_dir / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for lineage, path in sqlite_paths(settings).items():
            with sqlite_transaction(path) as connection:
                upgrade(connection, lineage)


async def _migrate_postgres(url: str) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - SQLite needs neither

    from genkan.server.platform.postgres import close_engine, postgres_url  # noqa: PLC0415

    engine = create_async_engine(postgres_url(url))
    try:
        try:
            connection = await engine.connect()
        except (OSError, sa.exc.DBAPIError) as fault:
            raise CannotStart(
                f"database_url: the database cannot be opened ({_reason_of(fault)});"
                " see that it runs, and that address, user and password are right."
            ) from fault
        async with contextlib.aclosing(connection), connection.begin():
            await connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            for lineage in HEADS:
                await connection.run_sync(upgrade, lineage)
    finally:
        await close_engine(engine)


def _reason_of(fault: Exception) -> str:
    """Give what the driver said, without what SQLAlchemy adds to it."""
    said = fault.orig if isinstance(fault, sa.exc.DBAPIError) else fault
    return str(said).partition("\n")[0].rpartition(">: ")[2]


def _find_version(connection: Connection, lineage: str) -> str | None:
    table = f"{lineage}_version"
    if not sa.inspect(connection).has_table(table):
        return None
    found = connection.execute(sa.text(f"SELECT version_num FROM {table}")).scalar()  # noqa: S608 - our own name
    return None if found is None else str(found)
