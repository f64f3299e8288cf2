"""People, sessions and memberships, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from genkan.server.accounts.service import (
    EndSessions,
    SignOut,
    end_membership,
    find_person,
    find_person_by_username,
    find_session,
    find_session_by_id,
    hash_token,
    list_memberships,
    list_names,
    list_sessions_of_household,
    set_password,
)
from genkan.server.households.service import EndMembership
from genkan.server.platform.bus import InProcessBus, Message
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import PersonActor, Role
from genkan.server.properties.service import take_change_number
from genkan.wire.ids import new_id
from harness.installation import NOW, MovedClock
from harness.street import add_device, add_member, add_somebody, add_street

A_DAY = timedelta(days=1)


async def test_a_person_is_found_by_id_and_by_user_name(database: Database) -> None:
    person_id = await database.write(add_somebody)

    by_id = await database.read(lambda connection: find_person(connection, person_id))
    by_name = await database.read(lambda connection: find_person_by_username(connection, "100000001"))

    assert by_id is not None
    assert by_id == by_name
    assert await database.read(lambda connection: find_person(connection, new_id())) is None
    assert await database.read(lambda connection: find_person_by_username(connection, "1")) is None


async def test_user_names_and_addresses_are_unique_but_may_be_missing(database: Database) -> None:
    def add_two(connection: Connection) -> None:
        add_somebody(connection, username="1")
        add_somebody(connection, username="2")
        add_somebody(connection, username="3", email="a@example.test")

    await database.write(add_two)

    with pytest.raises(IntegrityError):
        await database.write(lambda connection: add_somebody(connection, username="1"))
    with pytest.raises(IntegrityError):
        await database.write(
            lambda connection: add_somebody(connection, username="4", email="a@example.test")
        )


async def test_names_stand_in_the_order_of_the_persons_language(database: Database) -> None:
    def add_both(connection: Connection) -> tuple[str, str]:
        return (
            add_somebody(connection, username="1", language="ja"),
            add_somebody(connection, username="2", language="en"),
        )

    ja, en = await database.write(add_both)

    names = await database.read(lambda connection: list_names(connection, {ja, en, new_id()}))

    assert names == {ja: "佐藤 花子", en: "花子 佐藤"}
    assert await database.read(lambda connection: list_names(connection, set())) == {}


async def test_a_password_is_replaced(database: Database) -> None:
    person_id = await database.write(add_somebody)

    await database.write(lambda connection: set_password(connection, person_id, "new"))

    person = await database.read(lambda connection: find_person(connection, person_id))
    assert person is not None
    assert person.password_hash == "new"


async def test_a_session_is_found_by_its_token_in_its_own_app_only(database: Database) -> None:
    person_id = await database.write(add_somebody)
    session_id = await database.write(lambda connection: add_device(connection, person_id, token="t"))

    def find(connection: Connection) -> list[bool]:
        return [
            find_session(connection, hash_token("t"), "resident") is not None,
            find_session(connection, hash_token("t"), "portal") is not None,
            find_session(connection, hash_token("u"), "resident") is not None,
            find_session_by_id(connection, session_id) is not None,
            find_session_by_id(connection, new_id()) is not None,
        ]

    assert await database.read(find) == [True, False, False, True, False]


async def test_memberships_hold_from_their_start_until_before_their_end(database: Database) -> None:
    street = await database.write(add_street)
    person_id = await database.write(add_somebody)
    until = NOW + A_DAY
    await database.write(lambda connection: add_member(connection, street, person_id, until=until))
    just_before = timedelta(milliseconds=1)

    def count(connection: Connection) -> list[int]:
        instants = (NOW - just_before, NOW, until - just_before, until)
        return [len(list_memberships(connection, person_id, at)) for at in instants]

    assert await database.read(count) == [0, 1, 1, 0]


async def test_a_membership_comes_back_as_it_was_stored(database: Database) -> None:
    street = await database.write(add_street)
    person_id = await database.write(add_somebody)

    def add_both(connection: Connection) -> None:
        add_member(connection, street, person_id, Role.FAMILY)
        add_member(connection, street, person_id, Role.MANAGER)

    await database.write(add_both)

    stored = await database.read(lambda connection: list_memberships(connection, person_id, NOW))
    family, manager = sorted(stored, key=lambda membership: membership.role.value)
    assert (family.role, family.household_id) == (Role.FAMILY, street.household_id)
    assert (manager.role, manager.household_id) == (Role.MANAGER, None)
    assert family.property_id == manager.property_id == street.property_id
    assert (family.since, family.until) == (NOW, None)


async def test_a_household_is_rung_on_every_resident_device_of_its_present_members(
    database: Database,
) -> None:
    street = await database.write(add_street)

    def settle(connection: Connection) -> list[str]:
        member, moved_out, neighbour = (
            add_somebody(connection, username=username) for username in ("1", "2", "3")
        )
        add_member(connection, street, member)
        add_member(connection, street, member, Role.FAMILY)  # twice a member rings once
        add_member(connection, street, moved_out, until=NOW)
        add_member(connection, add_street(connection), neighbour)
        ringing = [add_device(connection, member, token=token) for token in ("a", "b")]
        add_device(connection, member, token="c", app="portal")
        add_device(connection, moved_out, token="d")
        add_device(connection, neighbour, token="e")
        return sorted(ringing)

    expected = await database.write(settle)

    sessions = await database.read(
        lambda connection: list_sessions_of_household(connection, street.household_id, NOW)
    )
    assert [session.session_id for session in sessions] == expected


async def test_an_ended_membership_is_over_at_once_and_takes_a_change_number(database: Database) -> None:
    street = await database.write(add_street)
    person_id = await database.write(add_somebody)
    membership_id = await database.write(lambda connection: add_member(connection, street, person_id))
    bus, clock, heard = InProcessBus(), MovedClock(), []

    async def hear(message: Message) -> None:
        heard.append(message.subject)

    await bus.subscribe("hint.person.>", hear)
    clock.move(60)
    end = EndMembership(database, bus, clock)

    await end(membership_id)
    await bus.close()

    now = clock.now()
    assert await database.read(lambda connection: list_memberships(connection, person_id, now)) == ()
    assert await database.write(lambda connection: take_change_number(connection, street.property_id)) == 2
    assert heard == [f"hint.person.{person_id}"]
    with pytest.raises(NotFound):
        await end(membership_id)


async def test_ending_a_membership_keeps_it_for_the_past(database: Database) -> None:
    street = await database.write(add_street)
    person_id = await database.write(add_somebody)
    membership_id = await database.write(lambda connection: add_member(connection, street, person_id))

    ended = await database.write(lambda connection: end_membership(connection, membership_id, NOW + A_DAY))

    assert ended[0] == person_id
    assert len(await database.read(lambda connection: list_memberships(connection, person_id, NOW))) == 1


async def test_signing_out_ends_one_session_and_ending_sessions_ends_all(database: Database) -> None:
    person_id = await database.write(add_somebody)

    def add_three(connection: Connection) -> list[str]:
        return [add_device(connection, person_id, token=token) for token in "abc"]

    first, second, third = await database.write(add_three)
    bus = InProcessBus()
    actor = PersonActor(person_id=person_id, session_id=first, memberships=())

    async def alive() -> list[bool]:
        return await database.read(
            lambda connection: [
                find_session_by_id(connection, session) is not None for session in (first, second, third)
            ]
        )

    await SignOut(database, bus)(actor)
    assert await alive() == [False, True, True]

    await EndSessions(database, bus)(person_id)
    assert await alive() == [False, False, False]
