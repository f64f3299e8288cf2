"""Somebody who asks the server whatever its own OpenAPI document offers."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any  # noqa: TID251 - an OpenAPI document is JSON

import httpx
import requests
import schemathesis
import sqlalchemy as sa
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import Connection

from genkan.server.accounts.service import find_person_by_username, hash_token, list_memberships
from genkan.server.accounts.tables import session
from genkan.server.bootstrap.sample import EAST, EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.platform.operations import ApiScope
from genkan.server.tokens.repository import TokenRow, add_token
from genkan.server.tokens.spelling import make_token
from genkan.wire.ids import new_id
from harness.street import add_device
from harness.town import Town, open_town

Operation = APIOperation[Any, Any, Any, Any]

ORIGIN = "https://genkan.example"
ROLES = {"resident": "100000101", "manager": "100000901", "installer": "100000902"}
PROGRAM = "program"  # with an API token that may whatever a manager's may
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
    "access.remove_door",
    "access.remove_station",
    "accounts.sign_out",
    "accounts.erase_self",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Somebody who asks whatever the document offers, about real things as often as about made-up ones."""

    town: Town
    runner: asyncio.Runner
    person_id: str
    is_program: bool = False
    known: dict[str, str] = field(default_factory=dict)  # name of a path's part → an id that exists
    counts: dict[int, int] = field(default_factory=dict)  # status → answers

    def sign_in(self, app: str) -> str:
        """Open a session whose holder has just given the password again."""
        token = make_token() if self.is_program else new_id()

        def add(connection: Connection) -> None:
            if self.is_program:
                add_token(connection, self._token_row(), hash_token(token))
                return
            session_id = add_device(connection, self.person_id, token=token, app=app)
            proved_at = datetime.now(UTC) + timedelta(hours=1)
            connection.execute(
                sa.update(session).where(session.c.id == session_id).values(proved_at=proved_at)
            )

        self.runner.run(self.town.database.write(add))
        return token

    def _token_row(self) -> TokenRow:
        return TokenRow(
            id=new_id(),
            property_id=PROPERTY,
            made_by=self.person_id,
            name=PROGRAM,
            scopes=frozenset(ApiScope),
            created_at=datetime.now(UTC),
            until=None,
            last_used_at=None,
        )

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
        response = self.send(request)
        case.validate_response(response, checks=CHECKS)
        if response.content and response.headers.get("content-type") == "application/json":
            self.known.update(dict(find_ids(response.json())) | self.known_for_good())

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send the request, and count its answer."""
        response: httpx.Response = self.runner.run(self._send(request))
        self.counts[response.status_code] = self.counts.get(response.status_code, 0) + 1
        return response

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


@contextlib.contextmanager
def open_asker(role: str, folder: Path) -> Iterator[Asker]:
    """Open a town in which somebody of the role asks."""
    staff = "manager" if role == PROGRAM else role
    with asyncio.Runner() as runner:
        opened = open_town(folder)
        town = runner.run(opened.__aenter__())
        try:
            person_id, household_id = runner.run(
                town.database.read(lambda connection: look_up(connection, ROLES[staff]))
            )
            asker = Asker(town=town, runner=runner, person_id=person_id, is_program=role == PROGRAM)
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
    schema = schemathesis.openapi.from_dict(_without_security(document))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == sum(len(path) for path in document["paths"].values())

    def rank(operation: Operation) -> int:
        name = operation.definition.raw["x-operation"]
        return ENDING.index(name) + 1 if name in ENDING else 0

    return sorted(operations, key=rank)


def _without_security(document: dict[str, Any]) -> dict[str, Any]:
    """Who asks is the asker's to say: made-up requests would otherwise come without, and be answered."""
    paths = {
        path: {
            method: {name: value for name, value in described.items() if name != "security"}
            for method, described in methods.items()
        }
        for path, methods in document["paths"].items()
    }
    return {**document, "paths": paths}
