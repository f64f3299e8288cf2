"""N3: a key for one use opens once in the world, whatever is cut and lost and restarted meanwhile."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlalchemy import Connection

from genkan.core.credentials import CredentialKind
from genkan.server.credentials.repository import CredentialRow, add_credential
from genkan.server.credentials.vault import Vault
from genkan.server.platform.database import SqliteDatabase, metadata
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import DomainError
from genkan.server.platform.operations import StationActor
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationPresence
from genkan.server.sync.rights import ClaimUse
from genkan.station.controller.controller import StationController
from genkan.station.controller.entry import EntryBusy
from genkan.station.controller.ports import LinkLost
from genkan.station.store.memory_journal import MemoryJournal
from genkan.station.store.rights import MemoryRights
from genkan.wire.frame import Body, Frame, Refused, decode, encode
from genkan.wire.ids import new_id
from genkan.wire.rights import CredentialEntry, KeyClaim, RightEntry
from genkan.wire.station import DoorConfig
from harness.keys import BEGAN_MS, a_page, hash_cheaply
from harness.promise import Promise
from harness.station_parts import FakeRelays, ManualTime, a_config, a_welcome, clock_at
from harness.street import Street, add_street
from harness.virtual_time import VirtualTimeLoop

AnswerT = TypeVar("AnswerT", bound=Body)
SHOWINGS = 12
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"virtual": VirtualTimeLoop}


@dataclass(slots=True)
class Site:
    """One station, its link, and what becomes of the frames on it."""

    world: "World"
    station_id: str
    door_id: str
    rights: MemoryRights
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    relays: FakeRelays = field(default_factory=FakeRelays)
    is_cut: bool = False
    controller: StationController | None = None
    serving: "asyncio.Task[None] | None" = None

    # ── the link as the station's controller sees it ────────────────────────────────────────────
    heard_ms = 0.0

    async def ask(self, kind: str, body: Body, answer: type[AnswerT]) -> AnswerT | Refused:
        if kind != "key.claim":
            return Refused(reason="kind-unknown")
        assert isinstance(body, KeyClaim)
        await self.world.travel(self)
        try:
            claimed: Body = await self.world.servers[self.world.dice.randrange(2)](self.actor, body)
        except DomainError as error:
            claimed = Refused(reason=error.type)
        await self.world.travel(self)  # the acknowledgement may be lost
        assert isinstance(claimed, answer | Refused)
        return claimed

    async def tell(self, kind: str, body: Body) -> None:
        """Nobody listens."""

    def set_pace(self, *, in_call: bool) -> None:
        """There is no beat."""

    def refresh_clock(self) -> None:
        """The clock is sure."""

    @property
    def actor(self) -> StationActor:
        street = self.world.street
        return StationActor(
            station_id=self.station_id, building_id=street.building_id, property_id=street.property_id
        )

    async def start(self) -> None:
        """Start the program: what it knows is in its store and its journal."""
        door = DoorConfig(door_id=self.door_id, name="d", relay=1, release_ms=1_000)
        self.controller = StationController(
            journal=self.journal,
            relays=self.relays,
            clock=clock_at(self.world.time),
            keep_config=lambda _: None,
            config=a_config(station_id=self.station_id, doors=[door]),
            rights=self.rights,
            hash_pin=hash_cheaply,
        )
        self.serving = asyncio.create_task(self.controller.serve(self, a_welcome()))
        await asyncio.sleep(0)

    async def restart(self) -> None:
        """Die in the middle of whatever is going on, and come back."""
        assert self.serving is not None
        assert self.controller is not None
        self.serving.cancel()
        await asyncio.gather(self.serving, return_exceptions=True)
        for_a_while, self.controller = self.controller, None
        await for_a_while.close()
        await self.start()


class World:
    """Two server processes on one database, and stations that come and go."""

    def __init__(self, database: SqliteDatabase, street: Street, dice: Random) -> None:
        self.database = database
        self.street = street
        self.dice = dice
        self.time = ManualTime()
        self.sites: dict[str, Site] = {}
        self.servers = [ClaimUse(database, self), ClaimUse(database, self)]

    async def travel(self, site: Site) -> None:
        """Let a frame go over a station's link, if it does."""
        await asyncio.sleep(self.dice.choice([0, 0, 0.001, 0.02]))
        if site.is_cut or self.dice.random() < 0.15:
            raise LinkLost

    # ── the servers' link to the stations ───────────────────────────────────────────────────────
    async def ask(self, station_id: str, kind: str, body: Body, *, timeout_s: float) -> Frame:
        home = self.sites[station_id]
        assert kind == "key.claim"
        assert isinstance(body, KeyClaim)
        try:
            await self.travel(home)
        except LinkLost:
            raise StationOffline from None
        if home.controller is None:
            raise StationOffline
        answer = home.controller.give_use(body)
        try:
            await self.travel(home)
        except LinkLost:
            raise StationSilent from None
        return decode(encode("refused" if isinstance(answer, Refused) else "key.claim.reply", answer, re="1"))

    async def tell(self, station_id: str, kind: str, body: Body) -> None:
        """Nobody listens."""

    def presence(self, station_id: str) -> StationPresence | None:
        return None

    def count_pulses(self) -> int:
        return sum(len(site.relays.pulses) for site in self.sites.values())


async def test_n3_a_key_for_one_use_opens_once(promise: Promise, tmp_path: Path) -> None:
    """A key for one use opens once in the world: over two to eight stations, with cuts in every order, lost
    acknowledgements, restarts and two server processes.
    """
    races = promise.pick(short=100, nightly=10_000)
    opened = shown = 0
    database = SqliteDatabase(tmp_path / "genkan.db")
    street = await database.write(_settle)
    vault = Vault(Derivation(bytes(32)))
    for _ in range(races):
        world = World(database, street, promise.random)
        shown += await race(world, vault)
        pulses = world.count_pulses()
        assert pulses <= 1, f"{pulses} pulses by a key for one use"
        opened += pulses
    vault.close()
    await database.close()
    assert opened > races / 2  # a promise that nothing ever opens would be kept as well
    promise.keep("N3", f"{races:,} races, {shown:,} showings, {opened:,} keys opened: never twice")


async def race(world: World, vault: Vault) -> int:
    """Show one key at every station, over and over, while the world falls apart around them."""
    key_id = new_id()
    sites = await settle_stations(world, key_id, vault)
    text = vault.qr_text(key_id)
    trouble = asyncio.create_task(make_trouble(world, list(sites)))
    await asyncio.gather(*(show_again_and_again(world, site, text) for site in sites))
    trouble.cancel()
    await asyncio.gather(trouble, return_exceptions=True)
    for site in sites:
        assert site.serving is not None
        site.serving.cancel()
        await asyncio.gather(site.serving, return_exceptions=True)
        if site.controller is not None:
            await site.controller.close()
    return SHOWINGS * len(sites)


async def show_again_and_again(world: World, site: Site, text: str) -> None:
    for _ in range(SHOWINGS):
        await asyncio.sleep(world.dice.choice([0, 0, 0.001, 0.01]))
        world.time.advance(ms=4_000)  # held before the camera anew
        if site.controller is None:
            continue
        try:
            await site.controller.entry.show_qr(text, session=new_id())
        except EntryBusy:
            continue


async def make_trouble(world: World, sites: list[Site]) -> None:
    dice = world.dice
    while True:
        await asyncio.sleep(dice.choice([0, 0.001, 0.005]))
        site = dice.choice(sites)
        if dice.random() < 0.1:
            await site.restart()
        else:
            site.is_cut = not site.is_cut


async def settle_stations(world: World, key_id: str, vault: Vault) -> list[Site]:
    """Give two to eight stations that all keep the key; one of them counts it."""
    ids = [new_id() for _ in range(world.dice.randrange(2, 9))]
    doors = {station_id: new_id() for station_id in ids}
    home = world.dice.choice(ids)
    verifier = vault.verifier_of_key(key_id)
    row = CredentialRow(
        id=key_id,
        kind=CredentialKind.QR,
        property_id=world.street.property_id,
        household_id=world.street.household_id,
        issuer_id=new_id(),
        since=NOW,
        uses=1,
        home_station_id=home,
        verifier=verifier,
    )
    await world.database.write(lambda connection: add_credential(connection, row))
    for station_id in ids:
        rights = MemoryRights(monotonic=world.time)
        entry = CredentialEntry(
            credential_id=key_id,
            kind="qr",
            verifier=verifier,
            rights=[RightEntry(doors=list(doors.values()), since_ms=BEGAN_MS)],
            household_id=world.street.household_id,
            uses=1,
            home_station_id=home,
        )
        rights.take_in(a_page(entry))
        world.sites[station_id] = Site(world, station_id, doors[station_id], rights)
        await world.sites[station_id].start()
    return list(world.sites.values())


def _settle(connection: Connection) -> Street:
    metadata.create_all(connection)
    return add_street(connection)
