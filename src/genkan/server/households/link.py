"""What households need from elsewhere: whatever their members open doors with, and how seats are paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection


class HouseholdKeys(Protocol):
    """PINs, faces, keys and telephones of a household, kept by a domain above.

    Called in the transaction that ends the membership, after the property's change number was taken: what
    it voids is void from the same instant on, at the server and, by the change number, at the stations.
    """

    def end_member(self, connection: Connection, *, household_id: str, person_id: str, at: datetime) -> None:
        """Void the household's shared PIN, and what the person has there: face, NFC, keys they issued."""

    def end_household(self, connection: Connection, *, household_id: str, at: datetime) -> None:
        """Void everything the household opens doors with; its end, maybe planned long before, is here.

        What a station decides alone carries the household's `until` beforehand.
        """

    def change_household(self, connection: Connection, *, household_id: str) -> None:
        """The household's end was planned, or taken back: let stations learn until when it lives there."""

    def stop_devices(self, connection: Connection, *, person_id: str, at: datetime) -> None:
        """Void what lives on the person's telephones: their NFC keys."""


class NoKeys:
    """There are no other ways to open a door than by app."""

    def end_member(self, connection: Connection, *, household_id: str, person_id: str, at: datetime) -> None:
        """Leave things as they are."""

    def end_household(self, connection: Connection, *, household_id: str, at: datetime) -> None:
        """Leave things as they are."""

    def change_household(self, connection: Connection, *, household_id: str) -> None:
        """Leave things as they are."""

    def stop_devices(self, connection: Connection, *, person_id: str, at: datetime) -> None:
        """Leave things as they are."""


class PaymentEnd(StrEnum):
    PAID = "paid"  # the money is there
    OVER = "over"  # nobody paid in time


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """What is to be paid, in the currency's smallest unit, and where the payer comes back to."""

    order_id: str
    price: int
    currency: str
    description: str
    language: str
    return_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment under way: its name at the provider, and the page where it is made. Both may be none."""

    reference: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNews:
    """What a provider tells of a payment."""

    reference: str
    end: PaymentEnd
    price: int | None
    currency: str


class Payments(Protocol):
    """How seats are paid."""

    method: str

    async def begin(self, request: PaymentRequest) -> Payment:
        """Begin the payment of an order; again for the same order, it is the same payment.

        Raises PaymentUnavailable.
        """

    def read_news(self, body: bytes, headers: Mapping[str, str]) -> PaymentNews | None:
        """Check and read what the provider sent; None: of no concern. Raises WebhookUnfit."""
