"""The places behind memberships, for the accounts below them."""

from collections.abc import Collection

from sqlalchemy import Connection

from genkan.server.accounts.link import MemberHome
from genkan.server.households.service import list_homes_of_households
from genkan.server.properties.service import list_property_names
from genkan.server.properties.settings import get_settings


class PropertyPlaces:
    """Adapter behind the port `accounts.link.Places`."""

    def list_homes(self, connection: Connection, household_ids: Collection[str]) -> tuple[MemberHome, ...]:
        """Give the homes of the households."""
        homes = list_homes_of_households(connection, household_ids)
        settings = {
            property_id: get_settings(connection, property_id)
            for property_id in {home.property_id for home in homes}
        }
        return tuple(
            MemberHome(
                home_id=home.home_id,
                household_id=home.household_id,
                number=home.number,
                building_name=home.building_name,
                backup_caller=settings[home.property_id].backup_caller,
                support_phone=settings[home.property_id].support_phone,
                support_hours=settings[home.property_id].support_hours,
            )
            for home in homes
        )

    def list_property_names(self, connection: Connection, property_ids: Collection[str]) -> dict[str, str]:
        """Give the names of the properties by id."""
        return list_property_names(connection, property_ids) if property_ids else {}

    def require_second_factor(self, connection: Connection, property_ids: Collection[str]) -> bool:
        """Whether one of the properties wants a second factor of whoever looks after it."""
        return any(
            get_settings(connection, property_id).require_second_factor for property_id in property_ids
        )


class HouseholdNumbers:
    """Adapter behind the port `properties.link.Households`."""

    def list_home_numbers(self, connection: Connection, household_ids: Collection[str]) -> dict[str, str]:
        """Give the number of each household's home."""
        homes = list_homes_of_households(connection, household_ids)
        return {home.household_id: home.number for home in homes}
