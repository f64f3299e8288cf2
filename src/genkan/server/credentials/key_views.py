"""How a temporary key stands, as its household and its visitor see it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.access import AccessRequest, Denied, DenyReason, decide_access
from genkan.core.credentials import CredentialKind
from genkan.core.rights import DoorFact, compile_credential_rights
from genkan.core.schedules import last_end
from genkan.server.accounts.service import list_names
from genkan.server.credentials.picture_ids import picture_id
from genkan.server.credentials.repository import CredentialRow, find_credential
from genkan.server.credentials.service import list_household_facts, share_url
from genkan.server.credentials.vault import Vault
from genkan.server.journal.service import Event, EventKind, Journal
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.properties.service import DoorRow, get_building, list_doors, list_doors_of_buildings
from genkan.server.stations.service import list_doors_for_building, list_station_names

USES_SHOWN = 200  # with their pictures


class KeyState(StrEnum):
    VALID = "valid"  # opens now
    NOT_YET = "not_yet"  # opens later; `next_at` says when
    USED_UP = "used_up"  # every use is used
    EXPIRED = "expired"  # its time is over
    REVOKED = "revoked"  # somebody took it back, or whoever issued it has left


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """One key as its household sees it."""

    row: CredentialRow
    state: KeyState
    uses_left: int | None
    next_at: datetime | None
    until: datetime | None
    created_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyUse:
    """One opening by a key."""

    event: Event
    door_name: str
    has_picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDetail:
    """A key with all that concerns it. `qr_text` None: it is over."""

    view: KeyView
    doors: tuple[DoorRow, ...]
    qr_text: str | None = field(repr=False)
    share_url: str | None = field(repr=False)
    entrance: str | None
    used: tuple[KeyUse, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    row: CredentialRow
    doors: tuple[DoorRow, ...]
    zone: ZoneInfo
    entrance: str | None
    names: dict[str, str]


class KeyReader:
    """Reads keys for those who may see them."""

    def __init__(
        self, *, database: Database, journal: Journal, clock: Clock, vault: Vault, public_url: str
    ) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock
        self._vault = vault
        self._public_url = public_url

    async def read(self, credential_id: str) -> KeyDetail:
        """Give the key. Raises NotFound."""
        at = self._clock.now()
        facts = await self._database.read(lambda connection: _read_facts(connection, credential_id))
        events = await self._journal.list_for_credential(credential_id, limit=USES_SHOWN)
        used = await self._journal.list_uses([credential_id])
        view = view_key(facts.row, facts.doors, at, used.get(credential_id, 0), facts.names)
        is_over = view.state not in {KeyState.VALID, KeyState.NOT_YET}
        names = {door.id: door.name for door in facts.doors}
        uses = [event for event in events if event.kind is EventKind.DOOR_RELEASED]
        pictured = {event.id for event in events if event.kind is EventKind.USE_PICTURED}
        return KeyDetail(
            view=view,
            doors=facts.doors,
            qr_text=None if is_over else self._vault.qr_text(credential_id),
            share_url=None if is_over else share_url(self._vault, self._public_url, credential_id),
            entrance=facts.entrance,
            used=tuple(
                KeyUse(
                    event=event,
                    door_name=names.get(event.door_id or "", ""),
                    has_picture=picture_id(event.id) in pictured,
                )
                for event in uses
            ),
        )


def list_household_doors(connection: Connection, household_id: str) -> tuple[DoorRow, ...]:
    """Give the doors a key may be for: those of the household's building, then the gates that serve it."""
    facts = list_household_facts(connection, {household_id})
    buildings = {fact.building_id for fact in facts.values()}
    own = list_doors_of_buildings(connection, buildings)
    gates = {
        door_id for building_id in buildings for door_id in list_doors_for_building(connection, building_id)
    }
    beside = list_doors(connection, gates - {door.id for door in own})
    return (*own, *sorted(beside, key=lambda door: (door.building_name, door.name, door.id)))


def view_key(
    row: CredentialRow, doors: Collection[DoorRow], at: datetime, used: int, names: dict[str, str]
) -> KeyView:
    """Say how the key stands: by the same decision as a station's."""
    zone = next((ZoneInfo(door.time_zone) for door in doors), ZoneInfo("UTC"))
    state, next_at = _judge(row, zone, at, used)
    return KeyView(
        row=row,
        state=state,
        uses_left=None if row.uses is None else max(0, row.uses - used),
        next_at=next_at,
        until=None if row.schedule is None else last_end(row.schedule, zone),
        created_by=names.get(row.issuer_id),
    )


def _judge(row: CredentialRow, zone: ZoneInfo, at: datetime, used: int) -> tuple[KeyState, datetime | None]:
    if not row.is_live:
        return KeyState.REVOKED, None
    door = DoorFact(door_id="", building_id="", property_id=row.property_id, zone=zone)
    fact = replace(row.fact, household_id=None, doors=None)
    rights = compile_credential_rights(fact, None, (door,))
    request = AccessRequest(holder_id=row.id, door=door, rights=rights, used=used)
    decision = decide_access(request, at=at)
    if not isinstance(decision, Denied):
        return KeyState.VALID, None
    match decision.reason:
        case DenyReason.USED_UP:
            return KeyState.USED_UP, None
        case DenyReason.NOT_NOW | DenyReason.NOT_YET:
            return KeyState.NOT_YET, decision.opens_at
        case _:
            return KeyState.EXPIRED, None


def _read_facts(connection: Connection, credential_id: str) -> _Facts:
    row = find_credential(connection, credential_id)
    if row is None or row.kind is not CredentialKind.QR:
        raise NotFound
    if row.doors is not None:
        doors = list_doors(connection, row.doors)
    else:
        doors = list_household_doors(connection, row.household_id or "")
    zone = ZoneInfo(get_building(connection, doors[0].building_id).time_zone) if doors else ZoneInfo("UTC")
    entrance = None
    if row.uses is not None and row.home_station_id is not None:
        entrance = list_station_names(connection, {row.home_station_id}).get(row.home_station_id)
    return _Facts(row, doors, zone, entrance, list_names(connection, {row.issuer_id}))
