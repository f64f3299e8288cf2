"""Quota and paid seats, on both databases: two adds at one instant never pass it, a payment counts once."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import Connection

from genkan.server.accounts.issue import NewPerson
from genkan.server.households.errors import (
    NoSeatLeft,
    PaymentUnavailable,
    SeatOrderSettled,
    WebhookUnfit,
)
from genkan.server.households.family import AddMember, GetFamily
from genkan.server.households.link import NoKeys, Payments
from genkan.server.households.moving import HouseholdGround
from genkan.server.households.payments import InvoicePayments, StripePayments
from genkan.server.households.seats import (
    CancelSeat,
    ConfirmSeat,
    ListSeatOrders,
    Ordered,
    OrderSeat,
    TakePaymentNews,
)
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from genkan.server.platform.payment_settings import PaymentMethod, PaymentSettings
from genkan.server.properties.settings import PropertySettings, set_settings
from harness.installation import MovedClock
from harness.street import Street, add_member, add_somebody, add_street
from harness.waiting import until_found

# Stripe's own client speaks to httpx in a way that httpx calls old.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning")

WEBHOOK_SECRET = "whsec_made_up"


@dataclass
class FakeStripe:
    """What our adapter uses of Stripe's HTTP API: sessions, their idempotency keys, signed events."""

    url: str = ""
    sessions: dict[str, dict[str, object]] = field(default_factory=dict)  # by idempotency key
    asked: list[dict[str, str]] = field(default_factory=list)
    is_down: bool = False

    def event(self, kind: str, session_id: str, **change: object) -> tuple[bytes, dict[str, str]]:
        session = next(known for known in self.sessions.values() if known["id"] == session_id)
        event = {
            "id": "evt_1",
            "object": "event",
            "type": kind,
            "data": {"object": session | {"payment_status": "paid"} | change},
        }
        return sign(json.dumps(event).encode())


def sign(body: bytes, secret: str = WEBHOOK_SECRET) -> tuple[bytes, dict[str, str]]:
    """Sign as Stripe does: https://docs.stripe.com/webhooks#verify-manually"""
    at = int(time.time())
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return body, {"stripe-signature": f"t={at},v1={digest}"}


@pytest.fixture
async def stripe() -> AsyncIterator[FakeStripe]:
    fake, api = FakeStripe(), FastAPI()

    @api.post("/v1/checkout/sessions")
    async def create(request: Request) -> JSONResponse:
        if fake.is_down:
            return JSONResponse({"error": {"type": "api_error", "message": "down"}}, 500)
        if request.headers["authorization"] != "Bearer sk_test_made_up":
            return JSONResponse({"error": {"type": "invalid_request_error", "message": "key"}}, 401)
        form = dict(parse_qsl((await request.body()).decode()))
        fake.asked.append(form)
        key = request.headers["idempotency-key"]
        session_id = f"cs_test_{len(fake.sessions) + 1}"
        session = {
            "id": session_id,
            "object": "checkout.session",
            "url": f"https://checkout.example/{session_id}",
            "amount_total": int(form["line_items[0][price_data][unit_amount]"]),
            "currency": form["line_items[0][price_data][currency]"],
            "payment_status": "unpaid",
            "client_reference_id": form["client_reference_id"],
        }
        return JSONResponse(fake.sessions.setdefault(key, session))

    server = uvicorn.Server(
        uvicorn.Config(api, host="127.0.0.1", port=0, log_config=None, lifespan="off", ws="none")
    )
    serving = asyncio.create_task(server.serve())

    async def is_started() -> bool:
        return server.started

    await until_found(is_started, limit_s=10, what="the fake of Stripe")
    fake.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield fake
    server.should_exit = True
    await serving


@dataclass(kw_only=True)
class Home:
    database: Database
    street: Street
    payments: Payments
    clock: MovedClock = field(default_factory=MovedClock)

    @property
    def master(self) -> Scope:
        return Scope(person_id="master", households=frozenset({self.street.household_id}))

    @property
    def staff(self) -> Scope:
        return Scope(person_id="-", properties=frozenset({self.street.property_id}))

    async def order(self) -> Ordered:
        use = OrderSeat(self.database, self.payments, self.clock, public_url="https://genkan.example")
        return await use(self.master, self.street.household_id, language="ja", description="追加枠")

    async def tell(self, news: tuple[bytes, dict[str, str]]) -> None:
        await TakePaymentNews(self.database, self.payments, self.clock)(*news)

    async def seats(self) -> int:
        ground = HouseholdGround(database=self.database, bus=InProcessBus(), clock=self.clock, keys=NoKeys())
        return (await GetFamily(ground)(self.master, self.street.household_id)).seats

    async def add(self, number: int) -> str:
        ground = HouseholdGround(database=self.database, bus=InProcessBus(), clock=self.clock, keys=NoKeys())
        new = NewPerson(given_name="健", family_name="佐藤", language="ja", email=f"p{number}@example.test")
        return await AddMember(ground)(self.master, self.street.household_id, new)


async def make_home(database: Database, payments: Payments) -> Home:
    def settle(connection: Connection) -> Street:
        street = add_street(connection)
        add_member(connection, street, add_somebody(connection, email="master@example.test"))
        return street

    return Home(database=database, street=await database.write(settle), payments=payments)


@pytest.fixture
async def home(database: Database) -> Home:
    return await make_home(database, InvoicePayments())


@pytest.fixture
async def card_home(database: Database, stripe: FakeStripe) -> Home:
    settings = PaymentSettings(
        method=PaymentMethod.STRIPE,
        stripe_secret_key="sk_test_made_up",
        stripe_webhook_secret=WEBHOOK_SECRET,
        stripe_api_url=stripe.url,
    )
    return await make_home(database, StripePayments(settings))


async def test_a_seat_is_open_when_the_invoice_is_confirmed_and_then_a_fourth_member_fits(
    home: Home,
) -> None:
    for number in range(3):
        await home.add(number)
    ordered = await home.order()
    assert ordered.url is None
    with pytest.raises(NoSeatLeft):
        await home.add(3)

    confirm = ConfirmSeat(home.database, home.clock)
    await asyncio.gather(confirm(home.staff, ordered.order_id), confirm(home.staff, ordered.order_id))

    assert await home.seats() == 4
    await home.add(3)
    with pytest.raises(NoSeatLeft):
        await home.add(4)


async def test_an_open_order_is_gone_on_with_and_a_cancelled_one_is_over(home: Home) -> None:
    first, second = await asyncio.gather(home.order(), home.order())
    assert first.order_id == second.order_id

    cancel, confirm = CancelSeat(home.database, home.clock), ConfirmSeat(home.database, home.clock)
    with pytest.raises(NotFound):
        await cancel(Scope(person_id="-", households=frozenset({"other"})), first.order_id)
    await cancel(home.master, first.order_id)
    with pytest.raises(SeatOrderSettled):
        await cancel(home.staff, first.order_id)
    with pytest.raises(SeatOrderSettled):
        await confirm(home.staff, first.order_id)
    assert (await home.order()).order_id != first.order_id
    assert await home.seats() == 3


async def test_the_staff_see_orders_with_home_price_and_state(home: Home) -> None:
    ordered = await home.order()

    (order,) = await ListSeatOrders(home.database)(home.staff, home.street.property_id)

    assert (order.row.id, order.home_number, order.row.price, order.row.currency) == (
        ordered.order_id,
        "101",
        200,
        "USD",
    )
    assert order.row.is_open


async def test_a_seat_that_costs_nothing_is_open_at_once(home: Home) -> None:
    free = PropertySettings(seat_price=0)
    await home.database.write(lambda connection: set_settings(connection, home.street.property_id, free))

    await home.order()

    assert await home.seats() == 4


async def test_a_card_payment_opens_one_seat_however_often_it_is_told(
    card_home: Home, stripe: FakeStripe
) -> None:
    ordered = await card_home.order()
    again = await card_home.order()
    assert ordered == again  # the same page: nobody pays twice
    assert ordered.url == "https://checkout.example/cs_test_1"
    asked = stripe.asked[0]
    assert asked["line_items[0][price_data][unit_amount]"] == "200"
    assert asked["line_items[0][price_data][currency]"] == "usd"
    assert asked["success_url"].startswith("https://genkan.example/app/me/family/")

    await card_home.tell(stripe.event("checkout.session.completed", "cs_test_1", payment_status="unpaid"))
    assert await card_home.seats() == 3
    paid = stripe.event("checkout.session.async_payment_succeeded", "cs_test_1")
    await asyncio.gather(*(card_home.tell(paid) for _ in range(3)))
    assert await card_home.seats() == 4


async def test_news_that_stripe_did_not_sign_change_nothing(card_home: Home, stripe: FakeStripe) -> None:
    await card_home.order()
    body, headers = stripe.event("checkout.session.completed", "cs_test_1")
    forged = sign(body, "whsec_guessed")

    for news in (forged, (body, {}), (body + b" ", headers)):
        with pytest.raises(WebhookUnfit):
            await card_home.tell(news)
    assert await card_home.seats() == 3


async def test_another_amount_than_ordered_opens_no_seat(card_home: Home, stripe: FakeStripe) -> None:
    await card_home.order()

    await card_home.tell(stripe.event("checkout.session.completed", "cs_test_1", amount_total=1))

    assert await card_home.seats() == 3


async def test_money_that_comes_after_the_order_was_taken_back_still_opens_the_seat(
    card_home: Home, stripe: FakeStripe
) -> None:
    ordered = await card_home.order()
    await CancelSeat(card_home.database, card_home.clock)(card_home.master, ordered.order_id)

    await card_home.tell(stripe.event("checkout.session.completed", "cs_test_1"))

    assert await card_home.seats() == 4


async def test_a_session_that_expired_lets_another_be_ordered(card_home: Home, stripe: FakeStripe) -> None:
    first = await card_home.order()

    await card_home.tell(stripe.event("checkout.session.expired", "cs_test_1", payment_status="unpaid"))

    assert (await card_home.order()).order_id != first.order_id


async def test_without_stripe_the_order_waits_and_can_be_gone_on_with(
    card_home: Home, stripe: FakeStripe
) -> None:
    stripe.is_down = True
    with pytest.raises(PaymentUnavailable):
        await card_home.order()
    stripe.is_down = False

    assert (await card_home.order()).url is not None
    orders = await ListSeatOrders(card_home.database)(card_home.staff, card_home.street.property_id)
    assert len(orders) == 1
