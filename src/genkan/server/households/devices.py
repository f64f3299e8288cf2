"""A lost telephone: somebody else signs its owner out everywhere."""

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import hint_person, remove_sessions_of
from genkan.server.households.family import get_member, read_family
from genkan.server.households.homes import see_household
from genkan.server.households.moving import HouseholdGround
from genkan.server.households.repository import add_device_stop
from genkan.server.platform import audit
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import take_change_number
from genkan.wire.ids import new_id

log = structlog.get_logger()


class _Stop:
    def __init__(self, ground: HouseholdGround) -> None:
        self._ground = ground

    async def _stop(
        self, scope: Scope, household_id: str, member_id: str, *, reason: str, is_master: bool
    ) -> None:
        at = self._ground.clock.now()

        def stop(connection: Connection) -> str:
            row, place = see_household(connection, scope, household_id)
            family = read_family(connection, row, place, at)
            if is_master:
                person_id = get_member(family, member_id).person_id
            else:
                person_id = next((entry.person_id for entry in family.people if entry.id == member_id), "")
            if not person_id:
                raise NotFound
            remove_sessions_of(connection, person_id)
            take_change_number(connection, place.property_id)
            self._ground.keys.stop_devices(connection, person_id=person_id, at=at)
            stop_id = new_id()
            audit.note(connection, reason_id=stop_id)
            add_device_stop(
                connection,
                stop_id=stop_id,
                household_id=household_id,
                person_id=person_id,
                stopped_by=scope.doer_id,
                reason=reason,
                at=at,
            )
            return person_id

        await hint_person(self._ground.bus, await self._ground.database.write(stop))
        log.info("household.devices.stopped", household_id=household_id)


@operation("households.stop_member_devices")
class StopMemberDevices(_Stop):
    """Let the master sign a family member out everywhere."""

    async def __call__(self, scope: Scope, household_id: str, member_id: str) -> None:
        """Raises NotFound."""
        await self._stop(scope, household_id, member_id, reason="", is_master=True)


@operation("households.stop_resident_devices")
class StopResidentDevices(_Stop):
    """Let the staff sign any resident out everywhere, with a reason."""

    async def __call__(self, scope: Scope, household_id: str, member_id: str, *, reason: str) -> None:
        """Raises NotFound."""
        await self._stop(scope, household_id, member_id, reason=reason, is_master=False)
