"""Handing the master role on 「世帯主の変更」."""

from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.members import find_member
from genkan.server.accounts.service import add_membership, end_membership, hint_person
from genkan.server.households.errors import MemberWaiting
from genkan.server.households.family import get_lived_in, get_member, read_family
from genkan.server.households.homes import find_master
from genkan.server.households.moving import HouseholdGround
from genkan.server.households.repository import lock_household
from genkan.server.platform import audit
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Role, Scope, operation
from genkan.server.properties.enlisting import MemberState
from genkan.server.properties.invitations import remove_invitation
from genkan.server.properties.service import take_change_number
from genkan.wire.ids import new_id

log = structlog.get_logger()


@operation("households.hand_over")
class HandOver:
    """Make a family member the master, and the master a family member, at one instant."""

    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def __call__(self, scope: Scope, household_id: str, member_id: str) -> None:
        """Raises NotFound, HouseholdOver, MemberWaiting."""
        at = self._ground.clock.now()

        def hand_over(connection: Connection) -> tuple[str, ...]:
            row, place = get_lived_in(connection, scope, household_id, at)
            lock_household(connection, household_id)
            family = read_family(connection, row, place, at)
            heir = get_member(family, member_id)
            if heir.state is not MemberState.JOINED:
                raise MemberWaiting
            master = find_master(family.people)
            changed = [_change_role(connection, heir.id, Role.MASTER, at)]
            if master is not None and find_member(connection, master.id, at) is not None:
                changed.append(_change_role(connection, master.id, Role.FAMILY, at))
            take_change_number(connection, place.property_id)
            audit.note(connection, member_id=heir.id)
            return tuple(changed)

        for person_id in await self._ground.database.write(hand_over):
            await hint_person(self._ground.bus, person_id)
        log.info("household.handed_over", household_id=household_id)


def _change_role(connection: Connection, membership_id: str, role: Role, at: datetime) -> str:
    """End the membership and begin one of another role at the same instant; give whose it is."""
    member = find_member(connection, membership_id, at)
    if member is None:
        raise NotFound
    end_membership(connection, membership_id, at)
    remove_invitation(connection, membership_id)
    before = member.membership
    add_membership(
        connection,
        member.person.id,
        replace(before, id=new_id(), role=role, since=max(before.since, at)),
    )
    return member.person.id
