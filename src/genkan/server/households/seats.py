"""Paid seats: places for further family members, ordered by the master, open when paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import list_names
from genkan.server.households.errors import HouseholdOver, SeatOrderSettled
from genkan.server.households.homes import see_household
from genkan.server.households.link import PaymentEnd, PaymentRequest, Payments
from genkan.server.households.orders import (
    SeatOrderRow,
    add_order,
    cancel_order,
    find_order,
    find_order_by_reference,
    list_orders_of_household,
    list_orders_of_property,
    pay_order,
    set_reference,
)
from genkan.server.households.repository import list_households, lock_household
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_home_places
from genkan.server.properties.settings import get_settings, say_price
from genkan.wire.ids import new_id

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """An order, and the page where it is paid (None: the manager confirms the invoice)."""

    order_id: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOrder:
    """An order as the staff see it."""

    row: SeatOrderRow
    home_number: str
    building_name: str
    ordered_by: str | None


@operation("households.order_seat")
class OrderSeat:
    """Order a further seat; an order that is still open is gone on with."""

    def __init__(self, database: Database, payments: Payments, clock: Clock, *, public_url: str) -> None:
        self._database = database
        self._payments = payments
        self._clock = clock
        self._public_url = public_url

    async def __call__(self, scope: Scope, household_id: str, *, language: str, description: str) -> Ordered:
        """Raises NotFound, HouseholdOver, PaymentUnavailable."""
        at = self._clock.now()
        row = await self._database.write(lambda connection: self._order(connection, scope, household_id, at))
        if row.paid_at is not None:  # it costs nothing
            return Ordered(order_id=row.id, url=None)
        payment = await self._payments.begin(
            PaymentRequest(
                order_id=row.id,
                price=row.price,
                currency=row.currency,
                description=description,
                language=language,
                return_url=f"{self._public_url}/app/me/family/{household_id}",
            )
        )
        if payment.reference is not None:
            reference = payment.reference
            await self._database.write(lambda connection: set_reference(connection, row.id, reference))
        return Ordered(order_id=row.id, url=payment.url)

    def _order(self, connection: Connection, scope: Scope, household_id: str, at: datetime) -> SeatOrderRow:
        household, place = see_household(connection, scope, household_id)
        if household.until is not None and household.until <= at:
            raise HouseholdOver
        lock_household(connection, household_id)  # two taps at the same instant are one order
        settings = get_settings(connection, place.property_id)
        for order in list_orders_of_household(connection, household_id):
            if order.is_open and order.method == self._payments.method:
                return order
        row = SeatOrderRow(
            id=new_id(),
            household_id=household_id,
            property_id=place.property_id,
            ordered_by=scope.person_id or "",
            price=settings.seat_price,
            currency=settings.seat_currency,
            method=self._payments.method,
            ordered_at=at,
            paid_at=at if settings.seat_price == 0 else None,
        )
        add_order(connection, row)
        log.info("seat.ordered", order_id=row.id, household_id=household_id)
        return row


@operation("households.list_seat_orders")
class ListSeatOrders:
    """Give the seat orders of a property, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, property_id: str) -> tuple[SeatOrder, ...]:
        """Raises NotFound."""
        see_property(scope, property_id)
        return await self._database.read(lambda connection: _read_orders(connection, property_id))


@operation("households.confirm_seat")
class ConfirmSeat:
    """Confirm that an order's invoice was paid: the seat is open. Confirmed twice it is one seat."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, order_id: str) -> None:
        """Raises NotFound, SeatOrderSettled for one that was cancelled."""
        at = self._clock.now()

        def confirm(connection: Connection) -> None:
            row = find_order(connection, order_id)
            if row is None or row.property_id not in scope.properties:
                raise NotFound
            lock_household(connection, row.household_id)
            if row.cancelled_at is not None:
                raise SeatOrderSettled
            pay_order(connection, order_id, at)
            _note(connection, row)

        await self._database.write(confirm)
        log.info("seat.confirmed", order_id=order_id)


@operation("households.cancel_seat")
class CancelSeat:
    """Take an order back that nobody has paid."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, order_id: str) -> None:
        """Raises NotFound, SeatOrderSettled."""
        at = self._clock.now()

        def cancel(connection: Connection) -> None:
            row = find_order(connection, order_id)
            if row is None or not (
                row.household_id in scope.households or row.property_id in scope.properties
            ):
                raise NotFound
            if not cancel_order(connection, order_id, at):
                raise SeatOrderSettled
            _note(connection, row)

        await self._database.write(cancel)
        log.info("seat.cancelled", order_id=order_id)


@operation("households.take_payment_news")
class TakePaymentNews:
    """Take what a payment provider tells; told again, it changes nothing."""

    def __init__(self, database: Database, payments: Payments, clock: Clock) -> None:
        self._database = database
        self._payments = payments
        self._clock = clock

    async def __call__(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Raises WebhookUnfit for what the provider has not signed."""
        news = self._payments.read_news(body, headers)
        if news is None:
            return
        at = self._clock.now()

        def take(connection: Connection) -> None:
            row = find_order_by_reference(connection, news.reference)
            if row is None:
                log.warning("payment.unknown")
                return
            if news.end is PaymentEnd.OVER:
                cancel_order(connection, row.id, at)
            elif (news.price, news.currency) != (row.price, row.currency):
                log.error("payment.differs", order_id=row.id)
            else:
                pay_order(connection, row.id, at)
                log.info("seat.paid", order_id=row.id)

        await self._database.write(take)


def _note(connection: Connection, row: SeatOrderRow) -> None:
    (household,) = list_households(connection, [row.household_id])
    place = list_home_places(connection, [household.home_id])[household.home_id]
    home = Subject(kind=SubjectKind.HOME, id=place.id, name=place.number, place=place.building_name)
    price = Change(Field.PRICE, None, say_price(row.price, row.currency))
    audit.note(connection, property_id=row.property_id, subject=home, changes=[price])


def _read_orders(connection: Connection, property_id: str) -> tuple[SeatOrder, ...]:
    rows = list_orders_of_property(connection, property_id)
    households = {
        row.id: row.home_id for row in list_households(connection, {row.household_id for row in rows})
    }
    places = list_home_places(connection, set(households.values()))
    names = list_names(connection, {row.ordered_by for row in rows})
    return tuple(
        SeatOrder(
            row=row,
            home_number=places[households[row.household_id]].number,
            building_name=places[households[row.household_id]].building_name,
            ordered_by=names.get(row.ordered_by),
        )
        for row in rows
    )
