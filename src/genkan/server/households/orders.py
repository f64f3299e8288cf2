"""Reading and writing orders of seats."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.households.tables import seat_order

_OPEN = sa.and_(seat_order.c.paid_at.is_(None), seat_order.c.cancelled_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOrderRow:
    """One order: open until it is paid or cancelled."""

    id: str
    household_id: str
    property_id: str
    ordered_by: str
    price: int  # in the currency's smallest unit
    currency: str
    method: str
    ordered_at: datetime
    reference: str | None = None
    paid_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.paid_at is None and self.cancelled_at is None


def count_paid_seats(connection: Connection, household_id: str) -> int:
    """Give how many seats the household has bought."""
    counted = connection.execute(
        sa.select(sa.func.count())
        .select_from(seat_order)
        .where(seat_order.c.household_id == household_id, seat_order.c.paid_at.is_not(None))
    ).scalar()
    return int(counted or 0)


def count_paid_seats_of(connection: Connection, household_ids: Collection[str]) -> dict[str, int]:
    """Give how many seats each of the households has bought; those that bought none are left out."""
    counted = connection.execute(
        sa.select(seat_order.c.household_id, sa.func.count())
        .where(seat_order.c.household_id.in_(list(household_ids)), seat_order.c.paid_at.is_not(None))
        .group_by(seat_order.c.household_id)
    )
    return {household_id: int(count) for household_id, count in counted}


def add_order(connection: Connection, row: SeatOrderRow) -> None:
    """Store a new order."""
    connection.execute(
        sa.insert(seat_order).values(
            id=row.id,
            household_id=row.household_id,
            property_id=row.property_id,
            ordered_by=row.ordered_by,
            price=row.price,
            currency=row.currency,
            method=row.method,
            ordered_at=row.ordered_at,
            paid_at=row.paid_at,
        )
    )


def find_order(connection: Connection, order_id: str) -> SeatOrderRow | None:
    """Give the order, or None."""
    found = connection.execute(sa.select(seat_order).where(seat_order.c.id == order_id)).first()
    return None if found is None else _row(found)


def find_order_by_reference(connection: Connection, reference: str) -> SeatOrderRow | None:
    """Give the order with this name at the provider, or None."""
    found = connection.execute(sa.select(seat_order).where(seat_order.c.reference == reference)).first()
    return None if found is None else _row(found)


def list_orders_of_household(connection: Connection, household_id: str) -> tuple[SeatOrderRow, ...]:
    """Give the household's orders, newest first."""
    return _rows(connection, seat_order.c.household_id == household_id)


def list_orders_of_property(connection: Connection, property_id: str) -> tuple[SeatOrderRow, ...]:
    """Give the property's orders, newest first."""
    return _rows(connection, seat_order.c.property_id == property_id)


def list_orders_by(connection: Connection, person_id: str) -> tuple[SeatOrderRow, ...]:
    """Give the orders somebody made, newest first."""
    return _rows(connection, seat_order.c.ordered_by == person_id)


def set_reference(connection: Connection, order_id: str, reference: str) -> None:
    """Store the payment's name at the provider."""
    connection.execute(sa.update(seat_order).where(seat_order.c.id == order_id).values(reference=reference))


def pay_order(connection: Connection, order_id: str, at: datetime) -> None:
    """Open the order's seat, once: the money is there, also where the order was taken back meanwhile."""
    connection.execute(
        sa.update(seat_order)
        .where(seat_order.c.id == order_id, seat_order.c.paid_at.is_(None))
        .values(paid_at=at, cancelled_at=None)
    )


def cancel_order(connection: Connection, order_id: str, at: datetime) -> bool:
    """Take an open order back; tell whether there was one."""
    settled = connection.execute(
        sa.update(seat_order)
        .where(seat_order.c.id == order_id, _OPEN)
        .values(cancelled_at=at)
        .returning(seat_order.c.id)
    )
    return settled.first() is not None


def _rows(connection: Connection, condition: sa.ColumnElement[bool]) -> tuple[SeatOrderRow, ...]:
    query = sa.select(seat_order).where(condition).order_by(seat_order.c.ordered_at.desc(), seat_order.c.id)
    return tuple(_row(row) for row in connection.execute(query))


def _row(row: sa.Row[*tuple[object, ...]]) -> SeatOrderRow:
    return SeatOrderRow(
        id=row.id,
        household_id=row.household_id,
        property_id=row.property_id,
        ordered_by=row.ordered_by,
        price=row.price,
        currency=row.currency,
        method=row.method,
        ordered_at=row.ordered_at,
        reference=row.reference,
        paid_at=row.paid_at,
        cancelled_at=row.cancelled_at,
    )
