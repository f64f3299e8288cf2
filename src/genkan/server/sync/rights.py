"""Giving stations the rights they decide by: pulled by change number, ended ones first."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from genkan.core.credentials import CredentialKind, PinHashing
from genkan.core.rights import HouseholdFact
from genkan.server.access.snapshot import StationGround, compile_entry, read_ground
from genkan.server.credentials.errors import KeyHomeUnreachable, KeyUsedUp
from genkan.server.credentials.service import (
    BuildingKeys,
    CredentialRow,
    Vault,
    find_building_keys,
    find_credential,
    list_changed,
    list_ended,
    list_household_facts,
)
from genkan.server.households.service import list_homes_of_households
from genkan.server.journal.service import Journal
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import StationActor, operation
from genkan.server.properties.service import get_change_number
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationLink
from genkan.wire.frame import FrameError, Refused, decode_body
from genkan.wire.rights import (
    ENTRIES_A_PAGE,
    CredentialEntry,
    KeyClaim,
    KeyClaimed,
    SnapshotHeader,
    StoreKey,
    SyncPage,
    SyncPull,
)

CLAIM_LIMIT_S = 3.0  # the visitor waits, and the station that asks gives up after four
HASHES_A_PAGE = 24  # a second of one core, so that a page always comes in time
AFTER_ALL_IDS = "g"  # sorts behind every id of a change number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cursor:
    """Where a page begins, and what its answer is about."""

    number: int
    full: bool
    change: int
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What was read for one page."""

    rows: tuple[CredentialRow, ...]
    households: dict[str, HouseholdFact]
    numbers: dict[str, str]
    removed: tuple[str, ...]


@operation("sync.pull")
class PullRights:
    """Give a station one page of what has changed for it."""

    def __init__(self, *, database: Database, journal: Journal, vault: Vault) -> None:
        self._database = database
        self._journal = journal
        self._vault = vault

    async def __call__(self, actor: StationActor, pull: SyncPull) -> SyncPage:
        """Give the page. Ended rights all stand on the first one."""
        keys = await self._get_keys(actor.building_id)
        number, ground = await self._database.read(
            lambda connection: (
                get_change_number(connection, actor.property_id),
                read_ground(connection, actor.station_id, actor.building_id),
            )
        )
        epoch = f"{keys.epoch}.{ground.mark}"
        cursor = _read_cursor(pull.cursor) or _begin(pull, number, epoch)
        batch = await self._database.read_long(
            lambda connection: _read_batch(connection, actor, cursor, is_first=pull.cursor is None)
        )
        return await self._make_page(batch, cursor, keys, ground, epoch, is_first=pull.cursor is None)

    async def _make_page(
        self,
        batch: _Batch,
        cursor: _Cursor,
        keys: BuildingKeys,
        ground: StationGround,
        epoch: str,
        *,
        is_first: bool,
    ) -> SyncPage:
        rows, is_last = batch.rows[:ENTRIES_A_PAGE], len(batch.rows) <= ENTRIES_A_PAGE
        pins = [row for row in rows if row.kind is CredentialKind.PIN]
        verifiers = await self._vault.hash_pins(self._database, keys, pins, most=HASHES_A_PAGE)
        unhashed = next((at for at, row in enumerate(rows) if _is_unhashed(row, verifiers)), None)
        if unhashed is not None:  # the next page goes on from here
            rows, is_last = rows[:unhashed], False
        used = await self._journal.list_uses([row.id for row in rows if row.uses is not None])
        hashing = PinHashing(salt=keys.salt, cost=keys.cost)
        entries: list[CredentialEntry] = []
        without: list[str] = []
        for row in rows:
            entry = compile_entry(
                row,
                household=batch.households.get(row.household_id or ""),
                home_number=batch.numbers.get(row.household_id or ""),
                verifier=verifiers.get(row.id) or row.verifier or b"",
                ground=ground,
                hashing=hashing,
                used=used.get(row.id, 0),
            )
            if entry is None:
                without.append(row.id)
            else:
                entries.append(entry)
        next_cursor = None
        if not is_last:
            at = (rows[-1].change, rows[-1].id) if rows else (cursor.change, cursor.after)
            next_cursor = f"{cursor.number}.{cursor.full:d}.{at[0]}.{at[1]}"
        return SyncPage(
            number=cursor.number,
            epoch=epoch,
            full=cursor.full,
            entries=entries,
            removed=(*batch.removed, *without),
            header=_header(keys, ground) if is_first else None,
            next=next_cursor,
        )

    async def _get_keys(self, building_id: str) -> BuildingKeys:
        found = await self._database.read(lambda connection: find_building_keys(connection, building_id))
        if found is not None:
            return found
        return await self._database.write(
            lambda connection: self._vault.ensure_building_keys(connection, building_id)
        )


@operation("sync.claim_use")
class ClaimUse:
    """Take a use of a counted key for a station from the one that counts it."""

    def __init__(self, database: Database, station_link: StationLink) -> None:
        self._database = database
        self._station_link = station_link

    async def __call__(self, actor: StationActor, claim: KeyClaim) -> KeyClaimed:
        """Raises NotFound, KeyUsedUp, KeyHomeUnreachable."""
        row = await self._database.read(lambda connection: find_credential(connection, claim.credential_id))
        if row is None or row.property_id != actor.property_id or not row.is_live or row.uses is None:
            raise NotFound
        if row.home_station_id is None or row.home_station_id == actor.station_id:
            raise NotFound
        passed_on = msgspec.structs.replace(claim, station_id=actor.station_id)
        try:
            answer = await self._station_link.ask(
                row.home_station_id, "key.claim", passed_on, timeout_s=CLAIM_LIMIT_S
            )
            if answer.kind != "refused":
                return decode_body(answer, KeyClaimed)
            reason = decode_body(answer, Refused).reason
        except (StationOffline, StationSilent, FrameError):
            raise KeyHomeUnreachable from None
        raise KeyUsedUp if reason == KeyUsedUp.type else KeyHomeUnreachable


@operation("sync.get_store_key")
class GetStoreKey:
    """Give a station the key of its store, where the server keeps it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def __call__(self, actor: StationActor) -> StoreKey:
        """Raises NotFound where the unit keeps its own."""
        keys = await self._database.read(lambda connection: find_building_keys(connection, actor.building_id))
        if keys is None or keys.kept_by != "server":
            raise NotFound
        return StoreKey(key=self._vault.store_key(actor.station_id, keys.epoch))


def _begin(pull: SyncPull, number: int, epoch: str) -> _Cursor:
    full = pull.epoch != epoch or pull.since > number or pull.since == 0
    change = 0 if full else pull.since
    return _Cursor(number=number, full=full, change=change, after="" if full else AFTER_ALL_IDS)


def _read_cursor(text: str | None) -> _Cursor | None:
    if text is None:
        return None
    try:
        number, full, change, after = text.split(".")
        return _Cursor(number=int(number), full=full == "1", change=int(change), after=after)
    except ValueError:
        return None


def _read_batch(connection: Connection, actor: StationActor, cursor: _Cursor, *, is_first: bool) -> _Batch:
    rows = list_changed(
        connection,
        actor.property_id,
        change=cursor.change,
        after=cursor.after,
        limit=ENTRIES_A_PAGE + 1,
        live_only=True,
    )
    households = {row.household_id for row in rows if row.household_id is not None}
    removed = list_ended(connection, actor.property_id, change=cursor.change) if is_first else ()
    return _Batch(
        rows=rows,
        households=list_household_facts(connection, households),
        numbers={home.household_id: home.number for home in list_homes_of_households(connection, households)},
        removed=() if cursor.full else removed,
    )


def _is_unhashed(row: CredentialRow, verifiers: dict[str, bytes]) -> bool:
    return row.kind is CredentialKind.PIN and row.id not in verifiers


def _header(keys: BuildingKeys, ground: StationGround) -> SnapshotHeader:
    return SnapshotHeader(
        time_zone=ground.building.time_zone,
        salt=keys.salt,
        cost=keys.cost,
        stations=dict(ground.stations),
        key_kept_by="server" if keys.kept_by == "server" else "unit",
    )
