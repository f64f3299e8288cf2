"""What credentials need from above and beside them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection


class PassMail(Protocol):
    """Mailing a temporary key to a visitor. The mail itself is made at sending: no row holds the key."""

    def enqueue(
        self, connection: Connection, *, pass_id: str, address: str, language: str, at: datetime
    ) -> None:
        """Queue the mail in the caller's transaction."""


class NoPassMail:
    """Keys are shown and shared, not mailed."""

    def enqueue(
        self, connection: Connection, *, pass_id: str, address: str, language: str, at: datetime
    ) -> None:
        """Leave it at that."""


class Proof(Protocol):
    """Whether whoever asks has just shown again that they are themself."""

    def ensure_proved(self, connection: Connection, session_id: str, at: datetime) -> None:
        """Raise ProofNeeded unless the session has proved itself within the last minutes."""


class Notices(Protocol):
    """Waking phones and telling people, where no open app does it.

    What came in from a station is told when the call returns: mails are queued, phones were tried. Told again
    of the same event, nobody gets a second mail. Of the rest nobody waits until they are told.
    """

    async def prompted(self, *, prompt_id: str, household_id: str, station_id: str) -> None:
        """Wake the phones of the household: somebody waits at the door for a tap."""

    async def pin_guessed(self, *, event_id: str, household_id: str, station_id: str, at: datetime) -> None:
        """Tell the household that somebody tries PINs with its number."""

    async def keypad_guessed(self, *, event_id: str, property_id: str, station_id: str, at: datetime) -> None:
        """Tell the managers that somebody tries PINs at the station."""

    async def pins_void(self, *, household_ids: Collection[str], at: datetime) -> None:
        """Ask the households for a new PIN: a station that knew theirs is in other hands."""

    async def key_used(self, *, credential_id: str, event_id: str, door_id: str, at: datetime) -> None:
        """Tell the household that a key for parcels has opened a door."""


class NoNotices:
    """Whoever has an app open sees it there, and nobody else is told."""

    async def prompted(self, *, prompt_id: str, household_id: str, station_id: str) -> None:
        """Wake nobody."""

    async def pin_guessed(self, *, event_id: str, household_id: str, station_id: str, at: datetime) -> None:
        """Tell nobody."""

    async def keypad_guessed(self, *, event_id: str, property_id: str, station_id: str, at: datetime) -> None:
        """Tell nobody."""

    async def pins_void(self, *, household_ids: Collection[str], at: datetime) -> None:
        """Tell nobody."""

    async def key_used(self, *, credential_id: str, event_id: str, door_id: str, at: datetime) -> None:
        """Tell nobody."""
