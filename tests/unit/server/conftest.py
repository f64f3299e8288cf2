"""A sample installation on a database of its own for each test."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from genkan.server.accounts.service import find_person_by_username
from genkan.server.bootstrap.sample import Sample, create_sample
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import FileBlobs
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import SqliteDatabase, open_database
from genkan.server.platform.schema import migrate
from genkan.server.platform.settings import read_settings
from genkan.server.stations.enrol import CodeHasher
from harness.installation import NOW, Installation


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sample]:
    """The sample's files, made once: password hashes are slow on purpose."""
    folder = tmp_path_factory.mktemp("template")
    return folder, asyncio.run(_make_template(folder))


@pytest.fixture
async def installation(template: tuple[Path, Sample], tmp_path: Path) -> AsyncIterator[Installation]:
    folder, sample = template
    shutil.copytree(folder, tmp_path / "data")
    database = SqliteDatabase(tmp_path / "data" / "genkan.db")
    journal = Journal(SqliteDatabase(tmp_path / "data" / "journal.db"), owns_database=True)
    usernames = [account.username for account in sample.accounts]
    rows = await database.read(
        lambda connection: [find_person_by_username(connection, name) for name in usernames]
    )
    bus = InProcessBus()
    yield Installation(
        database=database,
        journal=journal,
        blobs=FileBlobs(tmp_path / "blobs"),
        bus=bus,
        sample=sample,
        people={row.username: row.id for row in rows if row is not None},
    )
    await journal.close()
    await database.close()
    await bus.close()


async def _make_template(folder: Path) -> Sample:
    await migrate(read_settings(environment={"GENKAN_DATA_DIR": str(folder)}))
    database = open_database(f"sqlite:///{folder / 'genkan.db'}")
    sample = await database.write(
        lambda connection: create_sample(connection, NOW - timedelta(days=1), CodeHasher(b"key"))
    )
    await database.close()
    return sample
