"""How SQLite finds what a tap needs to know: by the person, however many live in the property."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from typing_extensions import override

from genkan.server.access.service import AccessReader
from genkan.server.platform.database import SqliteDatabase
from genkan.server.platform.hot_query import HotQuery, Row
from genkan.server.platform.operations import Role
from harness.street import add_member, add_somebody, add_street


class Telling(SqliteDatabase):
    """A database that remembers how it would go about each hot query."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.steps: list[str] = []

    @override
    async def fetch(self, query: HotQuery, values: Mapping[str, object]) -> list[Row]:
        text, bound = query.bind(sa.create_engine("sqlite://").dialect, values)
        plan = await self.read(
            lambda connection: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", bound).all()
        )
        self.steps += [str(step[-1]) for step in plan]
        return await super().fetch(query, values)


@pytest.mark.parametrize("newest", ["ix_membership_property_id", "ix_membership_person_id_property_id"])
async def test_a_tap_reads_no_other_residents(migrated_folder: Path, tmp_path: Path, newest: str) -> None:
    """Of two indexes that look alike SQLite takes the newest; a migration may make them in any order."""
    shutil.copytree(migrated_folder, tmp_path, dirs_exist_ok=True)
    database = Telling(tmp_path / "genkan.db")

    def settle(connection: Connection) -> tuple[str, str]:
        made = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (newest,)
        ).scalar_one()
        connection.exec_driver_sql(f"DROP INDEX {newest}")
        connection.exec_driver_sql(made)
        street = add_street(connection)
        person_id = add_somebody(connection)
        add_member(connection, street, person_id, Role.MASTER)
        return person_id, street.door_id

    person_id, door_id = await database.write(settle)
    try:
        assert await AccessReader(database).find(person_id, door_id) is not None
    finally:
        await database.close()
    used = "USING INDEX ix_membership_person_id_property_id (person_id=? AND property_id=?)"
    assert [used in step for step in database.steps if "membership" in step] == [True], database.steps
    assert not [step for step in database.steps if step.startswith("SCAN")], database.steps
