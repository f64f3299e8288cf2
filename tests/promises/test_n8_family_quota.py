"""The family quota holds, however many add at the same instant."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection

from contract.conftest import migrated_postgres, postgres_url, settings_for  # noqa: F401 - fixtures
from genkan.server.accounts.issue import NewPerson
from genkan.server.households.errors import NoSeatLeft
from genkan.server.households.family import AddMember
from genkan.server.households.link import NoKeys
from genkan.server.households.moving import HouseholdGround
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.clock import SystemClock
from genkan.server.platform.database import Database, open_database
from genkan.server.platform.operations import Scope
from genkan.server.platform.schema import migrate
from genkan.server.properties.settings import FREE_FAMILY_MEMBERS
from genkan.wire.ids import new_id
from harness.promise import Promise
from harness.street import Street, add_member, add_somebody, add_street

ADDS = 20


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_n8_parallel_adds_never_pass_the_quota(
    promise: Promise, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Of 20 family members added at the same instant exactly as many become members as are free."""
    url = "" if kind == "sqlite" else str(request.getfixturevalue("migrated_postgres"))
    settings = settings_for(url, tmp_path)
    await migrate(settings)
    database = open_database(settings.database_url)
    rounds = promise.pick(short=50, nightly=1_000)
    try:
        for _ in range(rounds):
            assert await add_at_once(database) == FREE_FAMILY_MEMBERS
    finally:
        await database.close()
    promise.keep(
        "N8", f"{kind}: {rounds} rounds of {ADDS} parallel adds, always exactly {FREE_FAMILY_MEMBERS}"
    )


async def add_at_once(database: Database) -> int:
    """Let everybody add at once, and give how many were added."""

    def settle(connection: Connection) -> Street:
        street = add_street(connection)
        add_member(connection, street, add_somebody(connection, username=new_id()[-9:]))
        return street

    street = await database.write(settle)
    ground = HouseholdGround(database=database, bus=InProcessBus(), clock=SystemClock(), keys=NoKeys())
    master = Scope(person_id="master", households=frozenset({street.household_id}))
    new = [
        NewPerson(given_name="健", family_name="佐藤", language="ja", email=f"{new_id()}@example.test")
        for _ in range(ADDS)
    ]
    outcomes = await asyncio.gather(
        *(AddMember(ground)(master, street.household_id, person) for person in new), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert all(isinstance(outcome, NoSeatLeft) for outcome in refused), refused
    return ADDS - len(refused)
