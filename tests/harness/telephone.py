"""A telephone without a trunk: remembers whom it was to call, as `TelephoneLink` promises."""

from sqlalchemy import Connection

from genkan.server.calls.link import TelephoneInvite


class FakeTelephone:
    """Calls nobody; a test says what becomes of a leg."""

    def __init__(self) -> None:
        self.numbers: dict[str, tuple[str, ...]] = {}  # household → ids of its numbers
        self.calling: dict[tuple[str, str], TelephoneInvite] = {}
        self.called: list[str] = []  # numbers, in the order in which they began to ring
        self._over: set[tuple[str, str]] = set()

    async def invite(self, invite: TelephoneInvite) -> None:
        key = (invite.call_id, invite.leg)
        if key in self.calling or key in self._over:
            return
        self.calling[key] = invite
        self.called.append(invite.number_id)

    async def withdraw(self, call_id: str, leg: str) -> None:
        self.calling.pop((call_id, leg), None)
        self._over.add((call_id, leg))

    def list_numbers(self, connection: Connection, household_id: str) -> tuple[str, ...]:
        del connection
        return self.numbers.get(household_id, ())
