"""The managers of a property: issued their accounts by its installer."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.issue import AccountPlace, NewPerson
from genkan.server.accounts.members import list_staff
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.second_factor import list_with_second_factor, reset_second_factor
from genkan.server.accounts.service import hint_person
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, changed
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotAllowed, NotFound
from genkan.server.platform.operations import PersonActor, Role, Scope, operation
from genkan.server.properties.enlisting import (
    Enlisted,
    MemberState,
    Position,
    correct,
    enlist,
    list_enlisted,
    send_again,
    withdraw,
)
from genkan.server.properties.errors import MemberKnown
from genkan.server.properties.invitations import list_invitations_of_staff
from genkan.server.properties.places import see_property
from genkan.server.properties.repository import list_property_names, lock_property
from genkan.server.properties.settings import get_settings

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagersGround:
    """What the use cases of managers share."""

    database: Database
    bus: Bus
    clock: Clock


@operation("properties.list_managers")
class ListManagers:
    """Give the managers of a property, and those who were asked to be."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str) -> tuple[Enlisted, ...]:
        """Raises NotFound."""
        see_property(scope, property_id)
        at = self._ground.clock.now()
        return await self._ground.database.read(lambda connection: list_managers(connection, property_id, at))


@operation("properties.add_manager")
class AddManager:
    """Make somebody a manager of a property: an account by mail, or an invitation."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, new: NewPerson) -> str:
        """Give the entry's id. Raises NotFound, MemberKnown, AddressMissing."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def add(connection: Connection) -> str:
            lock_property(connection, property_id)
            _ensure_unknown(connection, property_id, new, at)
            made = enlist(connection, new, position_of_manager(connection, property_id, at), at)
            audit.note(connection, member_id=made)
            return made

        made = await self._ground.database.write(add)
        log.info("manager.added", property_id=property_id)
        return made


@operation("properties.change_manager")
class ChangeManager:
    """Correct what was typed of a manager who has not come yet."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, manager_id: str, new: NewPerson) -> str:
        """Give the entry's id from now on. Raises NotFound, MemberJoined, MemberKnown, AddressMissing."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def change(connection: Connection) -> str:
            lock_property(connection, property_id)
            entry = get_manager(connection, property_id, manager_id, at)
            _ensure_unknown(connection, property_id, new, at, besides=manager_id)
            position = position_of_manager(connection, property_id, at)
            is_mailed = new.language != entry.language
            corrected = correct(connection, entry, new, position, at, is_mailed=is_mailed)
            audit.note(connection, member_id=corrected, changes=list_corrections(entry, new))
            return corrected

        return await self._ground.database.write(change)


@operation("properties.send_manager_again")
class SendManagerAgain:
    """Send a manager's account mail again; the older link is void."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, manager_id: str) -> str:
        """Give the entry's id from now on. Raises NotFound, MemberJoined, TooOften."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def send(connection: Connection) -> str:
            entry = get_manager(connection, property_id, manager_id, at)
            sent = send_again(connection, entry, position_of_manager(connection, property_id, at), at)
            audit.note(connection, member_id=sent)
            return sent

        return await self._ground.database.write(send)


@operation("properties.remove_manager")
class RemoveManager:
    """End a manager's role, at once everywhere."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, property_id: str, manager_id: str) -> None:
        """Raises NotFound."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def remove(connection: Connection) -> str:
            entry = get_manager(connection, property_id, manager_id, at)
            withdraw(connection, entry, at)
            return entry.person_id

        await hint_person(self._ground.bus, await self._ground.database.write(remove))
        log.info("manager.removed", property_id=property_id)


@operation("properties.reset_second_factor")
class ResetSecondFactor:
    """Take the second factor from a manager who has lost it; they are told, and signed out of the portal."""

    def __init__(self, ground: ManagersGround) -> None:
        self._ground = ground

    async def __call__(self, actor: PersonActor, scope: Scope, property_id: str, manager_id: str) -> None:
        """Raises ProofNeeded, NotAllowed (of oneself) and NotFound (also when there is none to reset)."""
        see_property(scope, property_id)
        at = self._ground.clock.now()

        def reset(connection: Connection) -> str:
            entry = get_manager(connection, property_id, manager_id, at)
            ensure_proved(connection, actor.session_id, at)
            if entry.person_id == actor.person_id:
                raise NotAllowed  # one's own is on the page of one's account
            if entry.state is not MemberState.JOINED or not reset_second_factor(
                connection, entry.person_id, at
            ):
                raise NotFound
            return entry.person_id

        person_id = await self._ground.database.write(reset)
        log.info("manager.second_factor.reset", property_id=property_id, person_id=person_id)
        await hint_person(self._ground.bus, person_id)


def list_corrections(entry: Enlisted, new: NewPerson) -> list[Change]:
    """Give what was corrected of somebody, for the audit list: that it was, and never to what."""
    names = (entry.family_name, entry.given_name), (new.family_name, new.given_name)
    numbers = (entry.mobile, entry.landline), (new.mobile, new.landline)
    return [
        *changed(Field.NAME, *names),
        *changed(Field.EMAIL, entry.email, new.email),
        *changed(Field.PHONE, *numbers),
    ]


def list_managers(connection: Connection, property_id: str, at: datetime) -> tuple[Enlisted, ...]:
    """Give the managers of the property, and those who were asked to be."""
    found = list_enlisted(
        connection,
        list_staff(connection, property_id, Role.MANAGER, at),
        list_invitations_of_staff(connection, property_id, Role.MANAGER),
    )
    # Of an account that was known before, nothing is told until its owner has come.
    joined = [entry.person_id for entry in found if entry.state is MemberState.JOINED]
    secured = list_with_second_factor(connection, joined)
    return tuple(replace(entry, has_second_factor=entry.person_id in secured) for entry in found)


def get_manager(connection: Connection, property_id: str, manager_id: str, at: datetime) -> Enlisted:
    """Give one of them. Raises NotFound."""
    for entry in list_managers(connection, property_id, at):
        if entry.id == manager_id:
            return entry
    raise NotFound


def position_of_manager(connection: Connection, property_id: str, at: datetime) -> Position:
    """Give what a new manager of the property becomes."""
    settings = get_settings(connection, property_id)
    place = AccountPlace(
        role=Role.MANAGER,
        property_id=property_id,
        property_name=list_property_names(connection, [property_id])[property_id],
        support_phone=settings.support_phone,
        support_hours=settings.support_hours,
    )
    return Position(place=place, household_id=None, since=at)


def _ensure_unknown(
    connection: Connection, property_id: str, new: NewPerson, at: datetime, *, besides: str | None = None
) -> None:
    """Raise MemberKnown when somebody else was added with the same address, which is told until they come."""
    for entry in list_managers(connection, property_id, at):
        if entry.id != besides and entry.email is not None and entry.email == new.email:
            raise MemberKnown
