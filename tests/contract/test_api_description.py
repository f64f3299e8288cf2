"""The server against its own OpenAPI document, by three roles; Schemathesis makes the requests up from it."""

import asyncio
import contextlib
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any  # noqa: TID251 - an OpenAPI document is JSON

import httpx
import pytest
import requests
import schemathesis
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import Connection

from genkan.server.accounts.service import find_person_by_username, list_memberships
from genkan.server.accounts.tables import session
from genkan.server.bootstrap.sample import EAST, EAST_STATION, ENTRANCE, PROPERTY
from genkan.wire.ids import new_id
from harness.street import add_device
from harness.town import Town, open_town

Operation = APIOperation[Any, Any, Any, Any]

ORIGIN = "https://genkan.example"
ROLES = {"resident": "100000101", "manager": "100000901", "installer": "100000902"}
SEED = 20_261_126
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# After them the asker, or what they ask about, is gone: they come last.
ENDING = (
    "households.remove_member",
    "credentials.revoke_key",
    "households.hand_over",
    "properties.remove_manager",
    "households.move_out",
    "households.remove_home",
    "credentials.report_stolen",
    "accounts.sign_out",
    "accounts.erase_self",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who asks whatever the document offers, about real things as often as about made-up ones."""

    town: Town
    runner: asyncio.Runner
    person_id: str
    known: dict[str, str] = field(default_factory=dict)  # name of a path's part → an id that exists
    counts: dict[int, int] = field(default_factory=dict)  # status → answers

    def sign_in(self, app: str) -> str:
        """Open a session whose holder has just given the password again."""
        token = new_id()

        def add(connection: Connection) -> None:
            session_id = add_device(connection, self.person_id, token=token, app=app)
            proved_at = datetime.now(UTC) + timedelta(hours=1)
            connection.execute(
                sa.update(session).where(session.c.id == session_id).values(proved_at=proved_at)
            )

        self.runner.run(self.town.database.write(add))
        return token

    def ask(self, case: Case[Any], token: str) -> None:
        """Send the request, and hold the answer against the document."""
        made = requests.Request(**case.as_transport_kwargs(base_url=ORIGIN)).prepare()
        headers = {
            name: value if isinstance(value, str) else value.decode("latin-1")
            for name, value in made.headers.items()
            if name.lower() not in {"authorization", "cookie", "content-length"}
        }
        request = httpx.Request(
            str(made.method),
            str(made.url),
            headers={**headers, "authorization": f"Bearer {token}"},
            content=made.body if isinstance(made.body, str | bytes) else None,
        )
        response = self.runner.run(self._send(request))
        self.counts[response.status_code] = self.counts.get(response.status_code, 0) + 1
        case.validate_response(response, checks=CHECKS)
        if response.content and response.headers.get("content-type") == "application/json":
            self.known.update(dict(find_ids(response.json())) | self.known_for_good())

    async def _send(self, request: httpx.Request) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.town.server, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            return await client.send(request)

    def known_for_good(self) -> dict[str, str]:
        """Give what every asker has to do with, whatever else was made meanwhile."""
        return {
            "property_id": PROPERTY,
            "building_id": EAST,
            "door_id": ENTRANCE,
            "station_id": EAST_STATION,
        }


def find_ids(content: object) -> Iterator[tuple[str, str]]:
    """Give every id of an answer by its name."""
    match content:
        case dict():
            for name, value in content.items():
                if name.endswith("_id") and isinstance(value, str) and value:
                    yield name, value
                yield from find_ids(value)
        case list():
            for item in content:
                yield from find_ids(item)
        case _:
            pass


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "examples", [pytest.param(6, id="short"), pytest.param(150, id="nightly", marks=pytest.mark.nightly)]
)
def test_every_answer_is_as_described_whatever_is_asked(role: str, examples: int, tmp_path: Path) -> None:
    with open_asker(role, tmp_path) as asker:
        operations = in_order(asker.town.server.api.openapi())
        faults = [fault for operation in operations for fault in ask_often(asker, operation, examples)]
    assert not faults, "\n\n".join(faults)
    print(
        f"{role}: {sum(asker.counts.values()):,} requests, 0 server errors, 0 schema faults: {asker.counts}"
    )
    assert asker.counts.get(200, 0) > 20, "hardly anything was ever done"


def test_an_answer_that_is_not_as_described_is_found(tmp_path: Path) -> None:
    with open_asker("resident", tmp_path) as asker:
        document = copy.deepcopy(asker.town.server.api.openapi())
        document["components"]["schemas"]["MeOut"]["properties"]["username"] = {"type": "integer"}
        (me,) = (found for found in in_order(document) if found.label == "GET /api/app/me")

        faults = ask_often(asker, me, 1)

    assert "is not of type" in "".join(faults)


@contextlib.contextmanager
def open_asker(role: str, folder: Path) -> Iterator[Asker]:
    """Open a town in which somebody of the role asks."""
    with asyncio.Runner() as runner:
        opened = open_town(folder)
        town = runner.run(opened.__aenter__())
        try:
            person_id, household_id = runner.run(
                town.database.read(lambda connection: look_up(connection, ROLES[role]))
            )
            asker = Asker(town=town, runner=runner, person_id=person_id)
            asker.known.update(asker.known_for_good() | {"household_id": household_id})
            yield asker
        finally:
            runner.run(opened.__aexit__(None, None, None))


def look_up(connection: Connection, username: str) -> tuple[str, str]:
    """Give the person's id, and that of the household of home 101."""
    found = find_person_by_username(connection, username)
    master = find_person_by_username(connection, ROLES["resident"])
    assert found is not None
    assert master is not None
    (home,) = list_memberships(connection, master.id, datetime.now(UTC))
    assert home.household_id is not None
    return found.id, home.household_id


def in_order(document: dict[str, Any]) -> list[Operation]:
    """Give every operation of the document, those that end things last."""
    schema = schemathesis.openapi.from_dict(document)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == sum(len(path) for path in document["paths"].values())

    def rank(operation: Operation) -> int:
        name = operation.definition.raw["x-operation"]
        return ENDING.index(name) + 1 if name in ENDING else 0

    return sorted(operations, key=rank)


def requests_for(operation: Operation) -> list[st.SearchStrategy[Case[Any]]]:
    """Give requests that fit the document and, where it leaves room for any, requests that do not."""
    modes = [GenerationMode.POSITIVE]
    if operation.body or operation.query or operation.headers:
        modes.append(GenerationMode.NEGATIVE)
    return [operation.as_strategy(generation_mode=mode) for mode in modes]


def ask_often(asker: Asker, operation: Operation, examples: int) -> list[str]:
    """Ask for one operation in so many made-up ways, fitting and unfit; give what was wrong."""
    token = asker.sign_in("portal" if operation.path.startswith("/api/portal") else "resident")

    @seed(SEED)
    @settings(
        max_examples=examples,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(*requests_for(operation)), is_real=st.booleans())
    def ask(case: Case[Any], is_real: bool) -> None:
        if is_real:
            real = {name: asker.known[name] for name in case.path_parameters if name in asker.known}
            case.path_parameters.update(real)
        asker.ask(case, token)

    try:
        ask()
    except FailureGroup as failure:
        return [f"{operation.label}: {failure}"]
    return []
