"""What other domains may ask about households, and ending a membership."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from genkan.server.accounts.service import end_membership, hint_person
from genkan.server.households.repository import (
    HOUSEHOLDS,
    HouseholdRow,
    add_household,
    find_current_household,
    list_households,
    list_households_of_homes,
    list_names_of_homes,
    list_stop_reasons,
)
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Membership
from genkan.server.properties.service import list_home_places, take_change_number

__all__ = [
    "HOUSEHOLDS",
    "EndMembership",
    "HomeOfHousehold",
    "HouseholdRow",
    "add_household",
    "find_current_household",
    "list_homes_of_households",
    "list_households",
    "list_households_of_homes",
    "list_names_of_homes",
    "list_stop_reasons",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOfHousehold:
    """Where a household lives."""

    household_id: str
    home_id: str
    number: str
    building_id: str
    building_name: str
    property_id: str


def list_homes_of_households(
    connection: Connection, household_ids: Collection[str]
) -> tuple[HomeOfHousehold, ...]:
    """Give the homes of the households, by building and number."""
    if not household_ids:
        return ()
    homes_of = {row.id: row.home_id for row in list_households(connection, household_ids)}
    places = list_home_places(connection, set(homes_of.values()))
    lived_in = (
        HomeOfHousehold(
            household_id=household_id,
            home_id=home_id,
            number=places[home_id].number,
            building_id=places[home_id].building_id,
            building_name=places[home_id].building_name,
            property_id=places[home_id].property_id,
        )
        for household_id, home_id in homes_of.items()
    )
    return tuple(sorted(lived_in, key=lambda home: (home.building_name, home.number)))


class EndMembership:
    """End one role of a person: one row and a change number; open sockets follow the hint."""

    def __init__(self, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, membership_id: str) -> None:
        """End the membership now. Raises NotFound when it does not exist or is over."""
        at = self._clock.now()

        def end(connection: Connection) -> tuple[str, Membership]:
            ended = end_membership(connection, membership_id, at)
            if ended[1].property_id is not None:
                take_change_number(connection, ended[1].property_id)
            return ended

        person_id, _ = await self._database.write(end)
        await hint_person(self._bus, person_id)
