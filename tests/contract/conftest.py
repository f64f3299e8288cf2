"""Real servers, started once for all contract tests of a process."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.journal.service import Journal
from genkan.server.platform.database import Database, open_database
from genkan.server.platform.postgres import PostgresDatabase
from genkan.server.platform.schema import migrate
from genkan.server.platform.settings import Settings, read_settings
from harness.servers import run_nats, run_postgres


@pytest.fixture(scope="session")
def nats_url() -> Iterator[str]:
    with run_nats() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with run_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    _migrate_apart(settings_for(postgres_url))
    return postgres_url


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an empty installation on SQLite, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    _migrate_apart(settings_for("", folder))
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
async def settings(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Settings]:
    """The settings of a migrated, empty installation, once on each database."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("migrated_folder"), tmp_path, dirs_exist_ok=True)
        yield settings_for("", tmp_path)
        return
    found = settings_for(request.getfixturevalue("migrated_postgres"), tmp_path)
    yield found
    database = PostgresDatabase(found.database_url)
    await database.write(_empty_every_table)
    await database.close()


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = open_database(settings.database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def journal_database(settings: Settings) -> AsyncIterator[Database]:
    opened = open_database(settings.journal_url)
    yield opened
    await opened.close()


@pytest.fixture
async def journal(journal_database: Database) -> AsyncIterator[Journal]:
    opened = Journal(journal_database)
    yield opened
    await opened.close()


def settings_for(database_url: str, data_dir: Path | None = None) -> Settings:
    """Read the settings of an installation in this folder; no URL: SQLite."""
    environment = {"GENKAN_DATABASE_URL": database_url} if database_url else {}
    if data_dir is not None:
        environment["GENKAN_DATA_DIR"] = str(data_dir)
    return read_settings(environment=environment)


def _migrate_apart(settings: Settings) -> None:
    with ThreadPoolExecutor(1) as apart:  # a test's own event loop may be running here
        apart.submit(lambda: asyncio.run(migrate(settings))).result()


def _empty_every_table(connection: Connection) -> None:
    tables = [name for name in sa.inspect(connection).get_table_names() if not name.endswith("_version")]
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables)  # noqa: S608 - our own names
    names = ", ".join(f'"{name}"' for name in connection.execute(sa.text(filled)).scalars())
    if names:  # a table is new files to the server, also one that was empty
        connection.execute(sa.text(f"TRUNCATE {names} CASCADE"))
