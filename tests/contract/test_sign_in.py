"""Signing in and the counters that slow guessing down, on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from genkan.server.accounts.errors import SignInBusy, WrongPassword
from genkan.server.accounts.guesses import network_of
from genkan.server.accounts.opening import Caller, SignedIn
from genkan.server.accounts.passwords import PasswordChecks, hash_password, make_password
from genkan.server.accounts.service import find_session, hash_token
from genkan.server.accounts.sign_in import Credentials, SignIn
from genkan.server.bootstrap.places import PropertyPlaces
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotAllowed, TooOften
from genkan.server.platform.operations import Role
from genkan.server.platform.settings import SignInSettings
from harness.installation import MovedClock
from harness.street import add_member, add_somebody, add_street

PASSWORD = "correct horse"
ADDRESS_ATTEMPTS = 12  # instead of 30: each costs a slow hash
HASH = hash_password(PASSWORD)


class Door:
    """The sign-in use case over a database with one master and one manager."""

    def __init__(self, database: Database) -> None:
        self.clock = MovedClock()
        self.checks = PasswordChecks(threads=1, queue=2)
        self._sign_in = SignIn(
            database=database,
            clock=self.clock,
            checks=self.checks,
            places=PropertyPlaces(),
            limits=SignInSettings(address_attempts=ADDRESS_ATTEMPTS),
            derivation=Derivation(b"k" * 32),
        )

    async def try_in(
        self,
        password: str = PASSWORD,
        *,
        username: str = "100000001",
        app: str = "resident",
        address: str = "192.0.2.1",
        device: str | None = None,
    ) -> SignedIn:
        return await self._sign_in(
            Credentials(
                username=username,
                password=password,
                caller=Caller(app=app, device_label="phone", address=address, device_token=device),
            )
        )

    async def fail(self, times: int, *, username: str = "100000001", address: str = "192.0.2.1") -> None:
        for _ in range(times):
            with pytest.raises(WrongPassword):
                await self.try_in("wrong", username=username, address=address)


@pytest.fixture
async def door(database: Database) -> AsyncIterator[Door]:
    street = await database.write(add_street)

    def settle(connection: sa.Connection) -> None:
        master = add_somebody(connection, username="100000001", password_hash=HASH)
        add_member(connection, street, master)
        manager = add_somebody(connection, username="100000002", password_hash=HASH)
        add_member(connection, street, manager, Role.MANAGER)

    await database.write(settle)
    made = Door(database)
    yield made
    made.checks.close()


async def test_the_right_password_opens_a_session_and_shows_who_one_is(
    door: Door, database: Database
) -> None:
    signed = await door.try_in()

    session = await database.read(
        lambda connection: find_session(connection, hash_token(signed.token), "resident")
    )
    assert session is not None
    assert session.person_id == signed.me.person_id
    assert signed.me.display_name == "佐藤 花子"
    assert [(home.home.number, home.role) for home in signed.me.homes] == [("101", Role.MASTER)]
    assert signed.me.properties == ()


async def test_the_portal_shows_a_manager_what_they_look_after(door: Door) -> None:
    me = (await door.try_in(username="100000002", app="portal")).me

    assert [(kept.name, kept.role) for kept in me.properties] == [("さくらハイツ", Role.MANAGER)]
    assert me.homes == ()


async def test_the_portal_is_for_staff(door: Door) -> None:
    for _ in range(6):  # and asking for it is no guessing
        with pytest.raises(NotAllowed):
            await door.try_in(app="portal")


async def test_no_token_is_stored(door: Door, database: Database) -> None:
    signed = await door.try_in()

    dump = await database.read(
        lambda connection: repr(
            [
                connection.execute(sa.text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 - our own names
                for table in ("session", "known_device", "person", "sign_in_guess")
            ]
        )
    )
    assert signed.token not in dump
    assert signed.device_token not in dump
    assert PASSWORD not in dump


async def test_an_unknown_user_name_is_refused_like_a_wrong_password(door: Door) -> None:
    with pytest.raises(WrongPassword):
        await door.try_in(username="999999999")
    with pytest.raises(WrongPassword):
        await door.try_in("wrong")


@pytest.mark.parametrize("username", ["100000001", "999999999"])
async def test_after_five_failures_an_account_waits_whether_it_exists_or_not(
    door: Door, username: str
) -> None:
    await door.fail(5, username=username)

    with pytest.raises(TooOften) as refused:
        await door.try_in("wrong", username=username)

    assert refused.value.retry_after_ms == 1_001


async def test_even_the_right_password_waits_its_time_and_then_clears_the_counter(door: Door) -> None:
    await door.fail(5)
    with pytest.raises(TooOften):
        await door.try_in()

    door.clock.move(1)
    await door.try_in()

    await door.fail(5)


async def test_a_device_that_signed_in_before_is_not_slowed_by_strangers(door: Door) -> None:
    device = (await door.try_in()).device_token
    await door.fail(5)
    with pytest.raises(TooOften):
        await door.try_in()

    assert (await door.try_in(device=device)).device_token == device


async def test_a_device_token_of_somebody_else_buys_nothing(door: Door) -> None:
    stranger = (await door.try_in(username="100000002")).device_token
    await door.fail(5)

    for device in (stranger, "made up"):
        with pytest.raises(TooOften):
            await door.try_in(device=device)


async def test_an_address_has_so_many_failures_in_ten_minutes_over_all_accounts(door: Door) -> None:
    for number in range(ADDRESS_ATTEMPTS):
        await door.fail(1, username=f"2000000{number:02}", address="2001:db8::1")

    for address in ("2001:db8::1", "2001:db8::ffff"):  # the same household's network
        with pytest.raises(TooOften):
            await door.try_in(address=address)
    await door.try_in(address="2001:db8:0:1::1")
    door.clock.move(600)
    await door.try_in(address="2001:db8::1")


async def test_people_behind_one_address_may_all_sign_in(door: Door) -> None:
    for _ in range(ADDRESS_ATTEMPTS + 2):
        await door.try_in()


async def test_guesses_made_at_the_same_instant_are_all_counted(door: Door) -> None:
    results = await asyncio.gather(*(door.try_in("wrong") for _ in range(3)), return_exceptions=True)
    assert {type(result) for result in results} == {WrongPassword}
    await door.fail(2)

    with pytest.raises(TooOften):
        await door.try_in()


async def test_more_than_the_queue_holds_are_sent_away_uncharged(door: Door) -> None:
    results = await asyncio.gather(
        *(  # each with a user name and an address of its own, so that no counter sends it away before
            door.try_in("wrong", username=f"2000000{number:02d}", address=f"192.0.2.{number}")
            for number in range(12)
        ),
        return_exceptions=True,
    )

    assert SignInBusy in {type(result) for result in results}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


def test_made_passwords_differ_and_avoid_look_alikes() -> None:
    made = {make_password() for _ in range(50)}

    assert len(made) == 50
    assert not set("".join(made)) & set("01ilo")
