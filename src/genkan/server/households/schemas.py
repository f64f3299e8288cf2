"""What the HTTP API says about households."""

from base64 import b64decode
from typing import Literal

from pydantic import BaseModel, Field

from genkan.server.households.family import Family
from genkan.server.households.homes import HomeLine
from genkan.server.households.import_file import FaultReason
from genkan.server.households.importing import ImportPlan
from genkan.server.households.repository import DependentRow
from genkan.server.households.seats import SeatOrder
from genkan.server.platform.clock import to_ms
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.text import Name
from genkan.server.properties.schemas import MemberOut, PersonIn

FILE_LIMIT_BYTES = 2 * 1024 * 1024  # 10,000 lines of the longest kind
FAULTS_SHOWN = 200  # nobody corrects more at a time
LATEST_MS = 253_402_300_799_000  # the end of the year 9999, where instants of Python end


class HomeLineOut(BaseModel):
    """One home in the list: its household, or the next one when it is vacant now."""

    home_id: str
    number: str
    building_id: str
    building_name: str
    state: str = Field(description="vacant | planned | waiting | active")
    household_id: str | None
    since_ms: int | None
    until_ms: int | None = Field(description="When the household moves out, if that is planned.")
    master_name: str | None
    mail: str | None = Field(description="queued | sent | failed: the master's account mail.")
    is_held: bool = Field(description="No account mail was sent to the master yet.")
    people: int
    next_since_ms: int | None

    @classmethod
    def of(cls, line: HomeLine) -> "HomeLineOut":
        return cls(
            home_id=line.home_id,
            number=line.number,
            building_id=line.building_id,
            building_name=line.building_name,
            state=line.state.value,
            household_id=line.household_id,
            since_ms=None if line.since is None else to_ms(line.since),
            until_ms=None if line.until is None else to_ms(line.until),
            master_name=line.master_name,
            mail=None if line.mail is None else line.mail.value,
            is_held=line.is_held,
            people=line.people,
            next_since_ms=None if line.next_since is None else to_ms(line.next_since),
        )


class HomesOut(BaseModel):
    """Every home of a property."""

    homes: list[HomeLineOut]


class ImportIn(BaseModel):
    """A CSV file of homes and residents, as base64; UTF-8 or Shift_JIS."""

    content: str = Field(max_length=FILE_LIMIT_BYTES * 4 // 3 + 4)
    language: Literal["ja", "en"] = Field(description="Of residents who have none in the file.")

    def to_bytes(self) -> bytes:
        """Give the file. Raises BadRequest."""
        try:
            return b64decode(self.content, validate=True)
        except ValueError as error:  # no base64, or no ASCII
            raise BadRequest from error


class ImportFaultOut(BaseModel):
    """One cell to correct: the line as spreadsheets number it, the column's heading, what stands there."""

    line: int
    column: str
    reason: FaultReason
    text: str


class ImportPlanOut(BaseModel):
    """What an import does, or why it does nothing; of many faults the first ones."""

    lines: int
    new_homes: int
    new_households: int
    new_residents: int
    faulty_lines: int
    faults: list[ImportFaultOut]

    @classmethod
    def of(cls, plan: ImportPlan) -> "ImportPlanOut":
        return cls(
            lines=plan.lines,
            new_homes=plan.new_homes,
            new_households=plan.new_households,
            new_residents=plan.new_residents,
            faulty_lines=len({fault.line for fault in plan.faults}),
            faults=[
                ImportFaultOut(line=fault.line, column=fault.column, reason=fault.reason, text=fault.text)
                for fault in plan.faults[:FAULTS_SHOWN]
            ],
        )


class MoveInIn(BaseModel):
    """A new household's master, and when they move in; absent: now."""

    master: PersonIn
    since_ms: int | None = Field(default=None, ge=0, le=LATEST_MS)


class HouseholdMadeOut(BaseModel):
    """A household that is there now."""

    household_id: str


class MoveOutIn(BaseModel):
    """When the household moves out; absent: now."""

    until_ms: int | None = Field(default=None, ge=0, le=LATEST_MS)


class OpenOrderOut(BaseModel):
    """A seat that is ordered and not paid yet."""

    order_id: str
    price: int
    currency: str
    method: str


class SeatOrderIn(BaseModel):
    """What the payment's page calls the seat, in the orderer's words and language."""

    description: Name
    language: Literal["ja", "en"] = "ja"


class SeatOrderedOut(BaseModel):
    """An order, and the page where it is paid; without one the manager confirms the invoice."""

    order_id: str
    url: str | None


class SeatOrderOut(BaseModel):
    """An order as the staff see it."""

    order_id: str
    home_number: str
    building_name: str
    ordered_by: str | None
    ordered_ms: int
    price: int
    currency: str
    method: str = Field(description="invoice | stripe")
    state: str = Field(description="open | paid | cancelled")
    settled_ms: int | None

    @classmethod
    def of(cls, order: SeatOrder) -> "SeatOrderOut":
        row = order.row
        settled = row.paid_at or row.cancelled_at
        return cls(
            order_id=row.id,
            home_number=order.home_number,
            building_name=order.building_name,
            ordered_by=order.ordered_by,
            ordered_ms=to_ms(row.ordered_at),
            price=row.price,
            currency=row.currency,
            method=row.method,
            state="open" if row.is_open else "paid" if row.paid_at is not None else "cancelled",
            settled_ms=None if settled is None else to_ms(settled),
        )


class SeatOrdersOut(BaseModel):
    """The seat orders of a property, newest first."""

    orders: list[SeatOrderOut]


class FamilyOut(BaseModel):
    """The people of a household, and how many family members there may be."""

    household_id: str
    members: list[MemberOut]
    free_members: int = Field(description="How many family members cost nothing.")
    seats: int = Field(description="How many there may be: the free ones and the paid ones.")
    taken: int
    seat_price: int = Field(description="Of a further one, in the currency's smallest unit.")
    seat_currency: str
    payment_method: str = Field(description="invoice | stripe")
    open_order: OpenOrderOut | None

    @classmethod
    def of(cls, family: Family, asker: str | None, payment_method: str) -> "FamilyOut":
        order = family.open_order
        return cls(
            payment_method=payment_method,
            open_order=None
            if order is None
            else OpenOrderOut(
                order_id=order.id, price=order.price, currency=order.currency, method=order.method
            ),
            household_id=family.household_id,
            members=[
                *(MemberOut.of(entry, asker) for entry in family.people),
                *(_without_account(dependent) for dependent in family.dependents),
            ],
            free_members=family.settings.free_family_members,
            seats=family.seats,
            taken=family.taken,
            seat_price=family.settings.seat_price,
            seat_currency=family.settings.seat_currency,
        )


class DependentIn(BaseModel):
    """Somebody without mail and telephone."""

    given_name: str = Field(max_length=400)
    family_name: str = Field(max_length=400)


class ReasonIn(BaseModel):
    """Why something is done."""

    reason: Name


class HeirIn(BaseModel):
    """Who becomes the master."""

    member_id: str = Field(max_length=64)


def _without_account(row: DependentRow) -> MemberOut:
    return MemberOut(
        member_id=row.id,
        role="family",
        state="without_account",
        given_name=row.given_name,
        family_name=row.family_name,
        display_name=f"{row.family_name} {row.given_name}",
        is_me=False,
    )
