"""What households keep of somebody: seats they ordered, phones stopped, and members without an account."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.own_data import Leftovers, Owner, Record
from genkan.server.households.looks import list_looks_at, remove_looks_at
from genkan.server.households.orders import list_orders_by
from genkan.server.households.repository import (
    list_dependents,
    list_device_stops,
    remove_dependents,
    set_name,
)
from genkan.server.platform.database import Database


class HouseholdRecords:
    """The port `OwnRecords` for households."""

    name = "household"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, owner: Owner) -> Sequence[Record]:
        return await self._database.read(lambda connection: _read(connection, owner))

    def erase(self, connection: Connection, owner: Owner, at: datetime) -> Leftovers:  # noqa: ARG002 - the port's
        """Whoever is the last to go takes the household's name and those without an account along.

        So they do the reasons for which managers looked at its records.
        """
        for household_id in owner.alone:
            remove_dependents(connection, household_id)
            set_name(connection, household_id, None)
            remove_looks_at(connection, household_id)
        return Leftovers()


def _read(connection: Connection, owner: Owner) -> list[Record]:
    orders: list[Record] = [
        {
            "at": order.ordered_at.isoformat(),
            "what": "seat ordered",
            "price": order.price,
            "currency": order.currency,
            "paid_at": None if order.paid_at is None else order.paid_at.isoformat(),
        }
        for order in list_orders_by(connection, owner.person_id)
    ]
    stops: list[Record] = [
        {"at": stop.at.isoformat(), "what": "devices stopped", "reason": stop.reason}
        for stop in list_device_stops(connection, owner.person_id)
    ]
    dependents: list[Record] = [
        {"what": "member without account", "given_name": row.given_name, "family_name": row.family_name}
        for household_id in owner.homes
        for row in list_dependents(connection, household_id)
    ]
    looks: list[Record] = [
        {"at": look.at.isoformat(), "what": "records seen by a manager", "reason": look.reason}
        for look in list_looks_at(connection, {stay.household_id for stay in owner.stays})
        if owner.knows(look.household_id, look.at)
    ]
    return [*orders, *stops, *dependents, *looks]
