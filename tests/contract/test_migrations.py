"""Both databases take every step forward and back, and end where the code expects them."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

import genkan.server.access.tables
import genkan.server.accounts.tables
import genkan.server.alarms.tables
import genkan.server.audit.tables
import genkan.server.calls.tables
import genkan.server.households.tables
import genkan.server.messages.tables
import genkan.server.notices.tables
import genkan.server.properties.tables
import genkan.server.stations.tables
import genkan.server.tokens.tables
import genkan.server.webhooks.tables  # noqa: F401 - fill the metadata
from contract.conftest import settings_for
from genkan.migrations import FOLDER, HEADS
from genkan.server.journal.tables import journal_metadata
from genkan.server.platform.database import metadata, open_database
from genkan.server.platform.postgres import close_engine, postgres_url
from genkan.server.platform.schema import migrate, run, sqlite_transaction, upgrade
from genkan.server.platform.settings import CannotStart

METADATA = {"state": metadata, "journal": journal_metadata}
LINEAGES = sorted(METADATA)
Run = Callable[[Callable[[Connection], None]], None]


@pytest.fixture(params=["sqlite", "postgresql"])
def in_transaction(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    """Run a function over a connection to an empty database, in one transaction."""
    if request.param == "sqlite":

        def on_sqlite(work: Callable[[Connection], None]) -> None:
            with sqlite_transaction(tmp_path / "any.db") as connection:
                work(connection)

        yield on_sqlite
        return
    server_url: str = request.getfixturevalue("postgres_url")
    asyncio.run(_outside_transactions(server_url, "CREATE DATABASE steps"))
    url = postgres_url(server_url).set(database="steps")

    async def on_postgres(work: Callable[[Connection], None]) -> None:
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(work)
        await close_engine(engine)

    yield lambda work: asyncio.run(on_postgres(work))
    asyncio.run(_outside_transactions(server_url, "DROP DATABASE steps"))


async def _outside_transactions(url: str, statement: str) -> None:
    engine = create_async_engine(postgres_url(url), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(sa.text(statement))
    await close_engine(engine)


def _differences(connection: Connection, lineage: str) -> list[object]:
    # Only this lineage's own tables: in PostgreSQL both live in one database.
    own = set(METADATA[lineage].tables)
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "table" or name in own,
        },
    )
    return list(compare_metadata(context, METADATA[lineage]))


@pytest.mark.parametrize("lineage", LINEAGES)
def test_migrations_end_where_the_tables_of_the_code_are(in_transaction: Run, lineage: str) -> None:
    in_transaction(lambda connection: upgrade(connection, lineage))

    in_transaction(lambda connection: _expect_no_difference(connection, lineage))


def _expect_no_difference(connection: Connection, lineage: str) -> None:
    assert _differences(connection, lineage) == []


@pytest.mark.parametrize("lineage", LINEAGES)
def test_the_last_step_goes_back_and_forth(in_transaction: Run, lineage: str) -> None:
    def back(config: Config) -> None:
        command.downgrade(config, "-1")

    in_transaction(lambda connection: upgrade(connection, lineage))
    in_transaction(lambda connection: run(connection, lineage, back))
    in_transaction(lambda connection: upgrade(connection, lineage))

    in_transaction(lambda connection: _expect_no_difference(connection, lineage))


@pytest.mark.parametrize("lineage", LINEAGES)
def test_the_newest_step_is_the_one_a_start_looks_for(lineage: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(FOLDER / lineage))

    assert ScriptDirectory.from_config(config).get_heads() == [HEADS[lineage]]


async def test_processes_that_start_together_migrate_once(postgres_url: str, tmp_path: Path) -> None:
    for settings in (settings_for("", tmp_path), settings_for(postgres_url)):
        async with asyncio.TaskGroup() as group:
            for _ in range(3):
                group.create_task(migrate(settings))
        database = open_database(settings.database_url)
        try:
            versions = await database.read(
                lambda connection: connection.scalars(sa.text("SELECT version_num FROM state_version")).all()
            )
        finally:
            await database.close()
        assert versions == [HEADS["state"]]


async def test_a_database_of_a_newer_version_is_refused_with_a_remedy(tmp_path: Path) -> None:
    settings = settings_for("", tmp_path)
    await migrate(settings)
    with closing(sqlite3.connect(tmp_path / "genkan.db")) as file:
        file.execute("UPDATE state_version SET version_num = '9999'")
        file.commit()

    with pytest.raises(CannotStart, match="start the newer version"):
        await migrate(settings)


async def test_a_database_that_cannot_be_opened_is_said_without_its_password() -> None:
    url = "postgresql://genkan:hush@127.0.0.1:1/genkan"

    with pytest.raises(CannotStart, match="database_url: the database cannot be opened") as refused:
        await migrate(settings_for(url))

    assert "hush" not in str(refused.value)


async def test_a_failed_step_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "genkan.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE door (id TEXT)")  # in the way of the first step

    with pytest.raises(sa.exc.OperationalError, match="door"):
        await migrate(settings_for("", tmp_path))

    with closing(sqlite3.connect(path)) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names == {"door"}
