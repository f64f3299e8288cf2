"""The door-release PIN 「ドアリリースPIN」 of a household."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from genkan.core.credentials import PIN_LENGTHS, PROPOSED_PIN_LENGTH, CredentialKind, normalise_digits
from genkan.core.keypad import LivePins, free_guesses
from genkan.server.credentials.errors import PinUnfit
from genkan.server.credentials.link import Proof
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    add_credential,
    end_credentials,
    find_newest_pin,
    find_pin,
    is_pin_taken,
    list_live_pins,
)
from genkan.server.credentials.salts import BuildingKeys, find_building_keys
from genkan.server.credentials.service import hint_property
from genkan.server.credentials.vault import Vault
from genkan.server.households.service import list_homes_of_households
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import PersonActor, Scope, operation
from genkan.server.properties.service import take_change_number
from genkan.wire.ids import new_id

PINS_A_DAY = 20  # nobody changes it so often who does not look for those of others


@dataclass(frozen=True, slots=True, kw_only=True)
class PinState:
    """What a household may know of its own PIN at any time."""

    length: int | None = None
    set_at: datetime | None = None
    is_void: bool = False  # somebody left, or a station was stolen: a new one is due


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthCost:
    """What a PIN of the length costs: how soon the station asks for more than the PIN."""

    length: int
    guesses_alone: int
    guesses_with_home: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A random PIN, and what other lengths would cost."""

    pin: str = field(repr=False)
    lengths: tuple[LengthCost, ...]


@operation("credentials.get_pin")
class GetPin:
    """Tell whether the household has a PIN."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, household_id: str) -> PinState:
        """Raises NotFound."""
        ensure_own(scope, household_id)
        row = await self._database.read(lambda connection: find_newest_pin(connection, household_id))
        return _state(row)


@operation("credentials.propose_pin")
class ProposePin:
    """Propose a random PIN that is fit and free."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def __call__(self, scope: Scope, household_id: str, length: int = PROPOSED_PIN_LENGTH) -> Proposal:
        """Raises NotFound."""
        ensure_own(scope, household_id)

        def read(connection: Connection) -> Proposal:
            property_id = find_property(connection, household_id)
            while True:
                pin = self._vault.propose_pin(property_id, length)
                if not is_pin_taken(connection, property_id, self._vault.tag_pin(property_id, pin)):
                    break
            rows = list_live_pins(connection, property_id)
            return Proposal(pin=pin, lengths=_list_costs(rows))

        return await self._database.read(read)


@operation("credentials.set_pin")
class SetPin:
    """Give the household a PIN, in place of the one it has."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock, vault: Vault, pace: RateLimit) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._vault = vault
        self._pace = pace

    async def __call__(self, scope: Scope, household_id: str, typed: str) -> PinState:
        """Raises NotFound, PinUnfit, TooOften."""
        ensure_own(scope, household_id)
        # Refused tries count as well, for they are what somebody makes who looks for the PINs of others.
        if (wait_ms := self._pace.take(household_id)) is not None:
            raise TooOften(retry_after_ms=wait_ms)
        pin = normalise_digits(typed)
        at = self._clock.now()
        credential_id = new_id()
        secret = self._vault.seal_pin(credential_id, pin)

        def write(connection: Connection) -> CredentialRow | None:
            property_id = find_property(connection, household_id)
            tag = self._vault.tag_pin(property_id, pin)
            own = find_pin(connection, household_id)
            is_own = own is not None and own.tag == tag
            fit = self._vault.is_fit_pin(property_id, pin)
            taken = is_pin_taken(connection, property_id, tag) and not is_own
            row = CredentialRow(
                id=credential_id,
                kind=CredentialKind.PIN,
                property_id=property_id,
                household_id=household_id,
                issuer_id=scope.person_id or "",
                since=at,
                secret=secret,
                tag=tag,
                length=len(pin),
            )
            if not fit or taken:
                return None
            change = take_change_number(connection, property_id)
            if own is not None:
                end_credentials(connection, [own.id], at=at, end=End.REPLACED, change=change)
            add_credential(connection, _with_change(row, change))
            return row

        row = await self._database.write(write)
        if row is None:
            raise PinUnfit
        await self._hash_now(row)
        await hint_property(self._bus, row.property_id)
        return _state(row)

    async def _hash_now(self, row: CredentialRow) -> None:
        """Hash the PIN for the household's own building before its stations ask for it."""

        def read(connection: Connection) -> BuildingKeys | None:
            homes = list_homes_of_households(connection, {row.household_id or ""})
            return find_building_keys(connection, homes[0].building_id) if homes else None

        keys = await self._database.read(read)
        if keys is not None:
            await self._vault.hash_pins(self._database, keys, [row], most=1)


@operation("credentials.show_pin")
class ShowPin:
    """Show the household's PIN to one of its members who has just proved themself."""

    def __init__(self, database: Database, clock: Clock, vault: Vault, proof: Proof) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault
        self._proof = proof

    async def __call__(self, scope: Scope, actor: PersonActor, household_id: str) -> str:
        """Raises NotFound, ProofNeeded."""
        ensure_own(scope, household_id)
        at = self._clock.now()

        def read(connection: Connection) -> CredentialRow:
            self._proof.ensure_proved(connection, actor.session_id, at)
            row = find_pin(connection, household_id)
            if row is None:
                raise NotFound
            return row

        return self._vault.unseal_pin(await self._database.read(read))


@operation("credentials.delete_pin")
class DeletePin:
    """Take the household's PIN away."""

    def __init__(self, *, database: Database, bus: Bus, clock: Clock) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock

    async def __call__(self, scope: Scope, household_id: str) -> None:
        """Raises NotFound when there is none."""
        ensure_own(scope, household_id)
        at = self._clock.now()

        def write(connection: Connection) -> str:
            row = find_pin(connection, household_id)
            if row is None:
                raise NotFound
            change = take_change_number(connection, row.property_id)
            end_credentials(connection, [row.id], at=at, end=End.REVOKED, change=change)
            return row.property_id

        await hint_property(self._bus, await self._database.write(write))


def ensure_own(scope: Scope, household_id: str) -> None:
    """Raise NotFound for a household of others."""
    if household_id not in scope.households:
        raise NotFound


def find_property(connection: Connection, household_id: str) -> str:
    """Give the property the household lives in. Raises NotFound."""
    homes = list_homes_of_households(connection, {household_id})
    if not homes:
        raise NotFound
    return homes[0].property_id


def _list_costs(rows: tuple[CredentialRow, ...]) -> tuple[LengthCost, ...]:
    homes: dict[int, int] = {}
    staff: dict[int, int] = {}
    for row in rows:
        kind = staff if row.household_id is None else homes
        kind[row.length or 0] = kind.get(row.length or 0, 0) + 1
    costs: list[LengthCost] = []
    for length in PIN_LENGTHS:
        # As it would be with this one more.
        live = LivePins(homes={**homes, length: homes.get(length, 0) + 1}, staff=staff)
        costs.append(
            LengthCost(
                length=length,
                guesses_alone=free_guesses(length, live.chance_alone(length), live.lengths),
                guesses_with_home=free_guesses(length, live.chance_with_home(length), live.lengths),
            )
        )
    return tuple(costs)


def _state(row: CredentialRow | None) -> PinState:
    if row is None:
        return PinState()
    if not row.is_live:
        return PinState(is_void=row.end is End.VOID)
    return PinState(length=row.length, set_at=row.since)


def _with_change(row: CredentialRow, change: int) -> CredentialRow:
    return replace(row, change=change)
