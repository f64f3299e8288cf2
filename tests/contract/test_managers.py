"""Managers: added by mail, corrected until they have come, removed at once; on both databases."""

from dataclasses import dataclass, field

import pytest

from genkan.server.accounts.issue import NewPerson
from genkan.server.accounts.repository import set_password
from genkan.server.accounts.service import list_memberships
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Role, Scope
from genkan.server.properties.enlisting import Enlisted, MailState, MemberState
from genkan.server.properties.errors import MemberJoined, MemberKnown
from genkan.server.properties.managers import (
    AddManager,
    ChangeManager,
    ListManagers,
    ManagersGround,
    RemoveManager,
)
from harness.installation import MovedClock
from harness.street import Street, add_street


@dataclass(kw_only=True)
class Desk:
    """A property's installer at work on its managers."""

    database: Database
    street: Street
    clock: MovedClock = field(default_factory=MovedClock)
    bus: InProcessBus = field(default_factory=InProcessBus)

    @property
    def ground(self) -> ManagersGround:
        return ManagersGround(database=self.database, bus=self.bus, clock=self.clock)

    @property
    def scope(self) -> Scope:
        return Scope(person_id="-", properties=frozenset({self.street.property_id}))

    async def add(self, new: NewPerson) -> str:
        return await AddManager(self.ground)(self.scope, self.street.property_id, new)

    async def change(self, manager_id: str, new: NewPerson) -> str:
        return await ChangeManager(self.ground)(self.scope, self.street.property_id, manager_id, new)

    async def managers(self) -> dict[str, Enlisted]:
        found = await ListManagers(self.ground)(self.scope, self.street.property_id)
        return {entry.id: entry for entry in found}

    async def roles(self, person_id: str) -> list[Role]:
        at = self.clock.now()
        found = await self.database.read(lambda connection: list_memberships(connection, person_id, at))
        return [membership.role for membership in found]


def megumi(email: str = "tanaka@example.test", **other: str) -> NewPerson:
    given = {"given_name": "恵", "family_name": "田中", "language": "ja", "email": email} | other
    return NewPerson(**given)


@pytest.fixture
async def desk(database: Database) -> Desk:
    return Desk(database=database, street=await database.write(add_street))


async def test_a_manager_is_added_by_mail_and_removed_at_once(desk: Desk) -> None:
    made = await desk.add(megumi())
    (manager,) = (await desk.managers()).values()
    assert (manager.id, manager.state) == (made, MemberState.WAITING)
    assert await desk.roles(manager.person_id) == [Role.MANAGER]
    with pytest.raises(MemberKnown):
        await desk.add(megumi())

    await RemoveManager(desk.ground)(desk.scope, desk.street.property_id, made)

    assert await desk.managers() == {}
    assert await desk.roles(manager.person_id) == []


async def test_a_mistyped_address_is_corrected_and_the_mail_goes_to_the_right_one(desk: Desk) -> None:
    first = await desk.add(megumi("tanaka@example.tset"))
    other = await desk.add(megumi("mori@example.test"))
    mistyped = (await desk.managers())[first].person_id
    with pytest.raises(MemberKnown):
        await desk.change(first, megumi("mori@example.test"))

    corrected = await desk.change(first, megumi())

    managers = await desk.managers()
    assert set(managers) == {corrected, other}
    assert (managers[corrected].email, managers[corrected].mail) == ("tanaka@example.test", MailState.QUEUED)
    assert await desk.roles(mistyped) == []  # whoever gets the first mail is let in by nothing


async def test_another_name_sends_no_mail_and_another_language_does(desk: Desk) -> None:
    made = await desk.add(megumi())
    assert await desk.change(made, megumi(given_name="めぐみ")) == made

    mailed = await desk.change(made, megumi(language="en"))

    assert mailed != made
    assert (await desk.managers())[mailed].language == "en"


async def test_name_and_address_of_whoever_has_come_are_their_own(desk: Desk) -> None:
    made = await desk.add(megumi())
    person = (await desk.managers())[made].person_id
    await desk.database.write(lambda connection: set_password(connection, person, "chosen"))

    with pytest.raises(MemberJoined):
        await desk.change(made, megumi("somebody@example.test"))

    assert await desk.roles(person) == [Role.MANAGER]
