"""A dump of the database signs nobody in: no row holds a link, a code, a password or a session."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from genkan.server.accounts.errors import LinkUnknown, WrongCode, WrongPassword
from genkan.server.accounts.service import Identify, hash_token
from genkan.server.platform.database import open_database
from genkan.server.platform.errors import DomainError, NotSignedIn
from genkan.server.platform.operations import ApiScope, Role, Scope
from genkan.server.platform.schema import migrate
from genkan.server.platform.settings import read_settings
from genkan.server.tokens.service import CreateToken, IdentifyToken
from harness.newcomer import EMAIL, MOBILE, Newcomer, caller
from harness.promise import Promise
from harness.street import add_member, add_street


def values_of(path: Path) -> Iterator[str]:
    """Give every value of every row, texts as they are and bytes in the forms a thief would try."""
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in file.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our own tables
                for value in row:
                    if isinstance(value, bytes):
                        yield value.hex()
                        yield value.decode("latin-1")
                    elif value is not None:
                        yield str(value)


async def test_a9_a_dump_of_the_database_signs_nobody_in(promise: Promise, tmp_path: Path) -> None:
    """With an account issued, codes and links on their way and a session open, nothing in any row is,
    or contains, something that signs in.
    """
    settings = read_settings(environment={"GENKAN_DATA_DIR": str(tmp_path)})
    await migrate(settings)
    database = open_database(settings.database_url)
    hanako = Newcomer(database=database)
    await hanako.issue()
    await hanako.request_code(MOBILE, address="192.0.2.1")
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    signed = await hanako.sign_in_by_link(await hanako.link(), caller())
    hanako.clock.move(120)
    await hanako.request_link(await hanako.link(), "resident")
    await hanako.request_code(MOBILE, address="192.0.2.1")
    hand_over = await hanako.make_hand_over(await hanako.link("new-link"))
    await hanako.by_password(await hanako.first_password())  # a second device: its notice holds a link
    program = await make_api_token(hanako)
    secrets = {
        "api token": program,
        "stop link": await hanako.link("new-device"),
        "link": await hanako.link("new-link"),
        "reset link": await hanako.link("reset"),
        "code": await hanako.code(),
        "first password": await hanako.first_password(),
        "hand-over code": hand_over.code,
        "session": signed.token,
        "device": signed.device_token,
    }

    values = sorted(set(values_of(tmp_path / "genkan.db")))

    for name, secret in secrets.items():
        assert not [value for value in values if secret in value], f"{name} stands in a row"
    usable = [value for value in values if await signs_in(hanako, value)]
    assert not usable
    promise.keep("A9", f"{len(values)} values of a dump tried as link, code, password and session: 0 usable")
    await hanako.bus.close()
    hanako.checks.close()
    await database.close()


async def make_api_token(hanako: Newcomer) -> str:
    """Let the newcomer make one for a property they look after."""

    def look_after(connection: Connection) -> str:
        street = add_street(connection)
        add_member(connection, street, hanako.person_id, Role.MANAGER)
        return street.property_id

    property_id = await hanako.database.write(look_after)
    scope = Scope(person_id=hanako.person_id, properties=frozenset({property_id}))
    create = CreateToken(hanako.database, hanako.clock)
    made = await create(scope, property_id, name="予約システム", scopes=list(ApiScope), until=None)
    assert (await IdentifyToken(hanako.database, hanako.clock)(made.text)).made_by == hanako.person_id
    return made.text


async def signs_in(hanako: Newcomer, value: str) -> bool:
    """Whether the value does, as anything one can sign in with. Each try is the first of its address."""
    with pytest.raises(NotSignedIn):
        await Identify(hanako.database, hanako.clock)(hash_token(value), ("resident", "portal"))
    with pytest.raises(NotSignedIn):
        await IdentifyToken(hanako.database, hanako.clock)(value)
    for attempt in (
        hanako.sign_in_by_link(value, caller()),
        hanako.choose(value),
        hanako.look_at_link(value, is_reset=False),
    ):
        with pytest.raises(LinkUnknown):
            await attempt
    for check in (
        hanako.sign_in_by_hand_over(value, caller(address=value)),
        hanako.by_code(value),
        hanako.by_password(value),
    ):
        hanako.clock.move(901)  # past every wait
        try:
            await check
        except (WrongCode, WrongPassword):
            continue
        except DomainError:
            continue  # told to wait: not in either
        return True
    return False
