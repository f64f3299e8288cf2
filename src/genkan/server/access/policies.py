"""Access policies: who may pass a door, and when."""

from sqlalchemy import Connection

from genkan.core.rights import AccessPolicy, Audience
from genkan.server.access.errors import PolicyUnfit
from genkan.server.access.policy_text import read_policy, write_policy
from genkan.server.credentials.service import hint_property
from genkan.server.platform.bus import Bus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import (
    DoorRow,
    find_door,
    list_buildings_of_properties,
    list_home_places,
    set_door_policy,
    take_change_number,
)

GRANTS_LIMIT = 200  # lines; more homes than that are a building


@operation("access.get_policy")
class GetPolicy:
    """Give who may pass a door, and when."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, door_id: str) -> AccessPolicy | None:
        """Raises NotFound."""
        door = await self._database.read(lambda connection: get_door_of(connection, scope, door_id))
        return read_policy(door.policy)


@operation("access.set_policy")
class SetPolicy:
    """Say who may pass a door, and when; stations learn of it at once."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus

    async def __call__(self, scope: Scope, door_id: str, policy: AccessPolicy | None) -> AccessPolicy | None:
        """Raises NotFound, PolicyUnfit."""

        def write(connection: Connection) -> str:
            door = get_door_of(connection, scope, door_id)
            if policy is not None:
                _check(connection, policy, door.property_id)
            set_door_policy(connection, door.id, write_policy(policy))
            take_change_number(connection, door.property_id)
            return door.property_id

        await hint_property(self._bus, await self._database.write(write))
        return policy


def get_door_of(connection: Connection, scope: Scope, door_id: str) -> DoorRow:
    """Give the door. Raises NotFound, also for one of another property."""
    door = find_door(connection, door_id)
    if door is None or door.property_id not in scope.properties:
        raise NotFound
    return door


def _check(connection: Connection, policy: AccessPolicy, property_id: str) -> None:
    """Raise PolicyUnfit for a line that names nothing of the property."""
    if len(policy) > GRANTS_LIMIT:
        raise PolicyUnfit
    homes = {grant.id for grant in policy if grant.audience is Audience.HOME}
    places = list_home_places(connection, {home for home in homes if home is not None})
    known_homes = {home_id for home_id, place in places.items() if place.property_id == property_id}
    known_buildings = {row.id for row in list_buildings_of_properties(connection, {property_id})}
    for grant in policy:
        match grant.audience:
            case Audience.BUILDING if grant.id not in known_buildings:
                raise PolicyUnfit
            case Audience.HOME if grant.id not in known_homes:
                raise PolicyUnfit
            case _:
                pass
