"""The port to the telephone, implemented where a trunk is: `genkan telephony`, or nothing yet."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneInvite:
    """One number to call for one call. `leg` is unique in the world: the same leg is the same invitation."""

    call_id: str
    leg: str
    number_id: str
    station_id: str


class TelephoneLink(Protocol):
    """Calls numbers. What becomes of a leg comes back as events of its call (rang, answered, hung up)."""

    async def invite(self, invite: TelephoneInvite) -> None:
        """Call the number; the invitation of a leg that is being called or was withdrawn does nothing."""

    async def withdraw(self, call_id: str, leg: str) -> None:
        """Stop calling, or hang up; one that is over or was never called does nothing."""


class BackupNumbers(Protocol):
    """The verified telephone numbers of a household, by opaque ids."""

    def list_numbers(self, connection: Connection, household_id: str) -> tuple[str, ...]:
        """Give the ids in the order in which they are called."""


class NoTelephone:
    """An installation without a trunk: no household has a number that could be called."""

    async def invite(self, invite: TelephoneInvite) -> None:
        """There is nothing to call with; the leg runs into its time."""

    async def withdraw(self, call_id: str, leg: str) -> None:
        """Nothing was called."""

    def list_numbers(self, connection: Connection, household_id: str) -> tuple[str, ...]:
        del connection, household_id
        return ()
