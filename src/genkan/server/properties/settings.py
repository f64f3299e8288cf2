"""What a property's staff set for it; kept as JSON beside the property, read with defaults."""

from typing import Annotated

import msgspec
from sqlalchemy import Connection

from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field
from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.repository import find_settings, store_settings

FREE_FAMILY_MEMBERS = 3  # SPEC 6
SEAT_PRICE_CENTS = 200  # SPEC 6: US$2
# ISO 4217: how many digits of an amount stand behind the point, where it is not two.
WITHOUT_CENTS = frozenset(
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
        "XOF", "XPF",
    }
)  # fmt: skip
WITH_MILLS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


class PropertySettings(msgspec.Struct, frozen=True, kw_only=True):
    """One property's choices. `seat_price` is in the currency's smallest unit: 200 US cents, 300 yen."""

    free_family_members: Annotated[int, msgspec.Meta(ge=0, le=50)] = FREE_FAMILY_MEMBERS
    seat_price: Annotated[int, msgspec.Meta(ge=0, le=100_000_000)] = SEAT_PRICE_CENTS
    seat_currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    support_phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    support_hours: Annotated[str, msgspec.Meta(max_length=120)] = ""
    require_second_factor: bool = False  # of its managers and installers
    backup_caller: str = ""  # E.164: where telephone backup calls from; empty: not known yet


def say_price(price: int, currency: str) -> str:
    """Give an amount in the currency's smallest unit as people write it: `2.00 USD`, `300 JPY`."""
    digits = 0 if currency in WITHOUT_CENTS else 3 if currency in WITH_MILLS else 2
    return f"{price / 10**digits:.{digits}f} {currency}"


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

        def change(connection: Connection) -> None:
            before = get_settings(connection, property_id)
            set_settings(connection, property_id, settings)
            changes = [
                Change(Field(name), getattr(before, name), getattr(settings, name))
                for name in PropertySettings.__struct_fields__
                if name not in {"seat_price", "seat_currency"}
            ]
            prices = (say_price(each.seat_price, each.seat_currency) for each in (before, settings))
            audit.note(connection, changes=[*changes, Change(Field.SEAT_PRICE, *prices)])

        await self._database.write(change)
