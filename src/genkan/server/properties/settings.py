"""What a property's staff set for it; kept as JSON beside the property, read with defaults."""

from typing import Annotated

import msgspec
from sqlalchemy import Connection

from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.repository import find_settings, store_settings

FREE_FAMILY_MEMBERS = 3  # SPEC 6
SEAT_PRICE_CENTS = 200  # SPEC 6: US$2


class PropertySettings(msgspec.Struct, frozen=True, kw_only=True):
    """One property's choices. `seat_price` is in the currency's smallest unit: 200 US cents, 300 yen."""

    free_family_members: Annotated[int, msgspec.Meta(ge=0, le=50)] = FREE_FAMILY_MEMBERS
    seat_price: Annotated[int, msgspec.Meta(ge=0, le=100_000_000)] = SEAT_PRICE_CENTS
    seat_currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    support_phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    support_hours: Annotated[str, msgspec.Meta(max_length=120)] = ""
    require_second_factor: bool = False  # of its managers and installers
    backup_caller: str = ""  # E.164: where telephone backup calls from; empty: not known yet


def get_settings(connection: Connection, property_id: str) -> PropertySettings:
    """Give the property's settings. Raises NotFound."""
    return msgspec.json.decode(find_settings(connection, property_id), type=PropertySettings)


def set_settings(connection: Connection, property_id: str, settings: PropertySettings) -> None:
    """Store the property's settings."""
    store_settings(connection, property_id, msgspec.json.encode(settings).decode())


@operation("properties.get_settings")
class GetSettings:
    """Give a property's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str) -> PropertySettings:
        """Raises NotFound."""
        see_property(scope, property_id)
        return await self._database.read(lambda connection: get_settings(connection, property_id))


@operation("properties.change_settings")
class ChangeSettings:
    """Replace a property's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str, settings: PropertySettings) -> None:
        """Raises NotFound."""
        see_property(scope, property_id)
        await self._database.write(lambda connection: set_settings(connection, property_id, settings))
