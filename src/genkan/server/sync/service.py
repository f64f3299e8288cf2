"""Taking in what a station did: in order, once, and acknowledged only when it is durable."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection

from genkan.server.households.service import list_homes_of_households
from genkan.server.journal.service import Event, EventKind, Journal, StationMark
from genkan.server.platform.clock import from_ms
from genkan.server.platform.database import Database
from genkan.server.platform.operations import StationActor, operation
from genkan.server.properties.service import recall_doors
from genkan.server.sync.telling import Telling
from genkan.wire.station import JournalEntry, chain_digest

log = structlog.get_logger()

NO_DIGEST = bytes(32)  # before a station's first entry
ANY_DIGEST = b""  # before the first entry of a unit that has taken a station over
CHAIN_BROKEN = "chain-broken"
FOREIGN = "foreign"
KINDS = {
    "release": EventKind.DOOR_RELEASED,
    "claim": EventKind.KEY_CLAIMED,
    "notice": EventKind.KEYPAD_GUESSED,
}
UNIT_NOTICES = {
    "door-held": EventKind.DOOR_HELD,
    "door-forced": EventKind.DOOR_FORCED,
    "door-closed": EventKind.DOOR_CLOSED,
    "tampered": EventKind.TAMPERED,
    "tamper-over": EventKind.TAMPER_OVER,
}


@dataclass(slots=True)
class Intake:
    """How far one station's journal has come in durably, as one open link sees it."""

    actor: StationActor
    seq: int
    digest: bytes
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # one batch after the other
    own: set[str] = field(default_factory=set)  # doors and households known to be of the station's property


@operation("sync.take_in")
class TakeIn:
    """Bring a station's journal entries into the history."""

    def __init__(self, database: Database, journal: Journal, telling: Telling | None = None) -> None:
        self._database = database
        self._journal = journal
        self._telling = telling

    async def open(self, actor: StationActor) -> Intake:
        """Give how far the station's journal has come in."""
        mark = await self._journal.get_mark(actor.station_id)
        if mark is None:
            return Intake(actor, 0, NO_DIGEST)
        return Intake(actor, mark.seq, mark.digest)

    async def __call__(self, intake: Intake, entries: list[JournalEntry]) -> int:
        """Enter what is new and give the number the station may forget up to.

        Entries come in order; a repeated one is passed over, and whatever follows a gap waits for
        the station to send from the gap on. When the disk refuses, nothing counts as taken.
        """
        await self.take_together([(intake, entries)])
        return intake.seq

    async def take_together(self, batch: Sequence[tuple[Intake, list[JournalEntry]]]) -> None:
        """Do so for several stations, each of them once, at the cost of one wait for the disk."""
        async with AsyncExitStack() as turns:
            events: list[Event] = []
            marks: list[tuple[Intake, StationMark]] = []
            for intake, entries in batch:
                await turns.enter_async_context(intake.turn)
                fresh = _list_next(intake, entries)
                if not fresh:
                    continue
                await self._learn_own(intake, fresh)
                own, mark = _enter(intake, fresh)
                events += own
                marks.append((intake, mark))
            if not marks:
                return
            await self._journal.append(
                events,
                marks=[mark for _, mark in marks],
                untold=None if self._telling is None else self._telling.choose(events),
            )
            for intake, mark in marks:
                intake.seq, intake.digest = mark.seq, mark.digest
            if self._telling is not None:
                self._telling.begin(events)

    async def _learn_own(self, intake: Intake, entries: list[JournalEntry]) -> None:
        """Find out which doors and households the entries may speak of: those of the station's property."""
        doors = {entry.door_id for entry in entries} - intake.own
        households = {entry.household_id for entry in entries if entry.household_id} - intake.own
        if not doors and not households:
            return
        property_id = intake.actor.property_id

        def read(connection: Connection) -> set[str]:
            own = {door.id for door in recall_doors(connection, doors) if door.property_id == property_id}
            homes = list_homes_of_households(connection, households)
            return own | {home.household_id for home in homes if home.property_id == property_id}

        intake.own |= await self._database.read(read)


def _list_next(intake: Intake, entries: list[JournalEntry]) -> list[JournalEntry]:
    """Give the entries that come right after what is in already."""
    fresh: list[JournalEntry] = []
    for entry in entries:
        if entry.seq <= intake.seq:
            continue
        if entry.seq != intake.seq + len(fresh) + 1:
            log.warning("journal.gap", station_id=intake.actor.station_id, expected=intake.seq + 1)
            break
        fresh.append(entry)
    return fresh


def _enter(intake: Intake, fresh: list[JournalEntry]) -> tuple[list[Event], StationMark]:
    """Give the entries as events, and how far the station's journal is in when they are entered."""
    events: list[Event] = []
    digest = intake.digest
    for entry in fresh:
        events.append(_event(intake, entry, digest))
        digest = entry.digest
    return events, StationMark(station_id=intake.actor.station_id, seq=fresh[-1].seq, digest=digest)


def _event(intake: Intake, entry: JournalEntry, previous: bytes) -> Event:
    actor = intake.actor
    expected = chain_digest(
        previous=previous,
        seq=entry.seq,
        event_id=entry.event_id,
        at_ms=entry.at_ms,
        door_id=entry.door_id,
        actor_id=entry.actor_id,
        via=entry.via,
        credential_id=entry.credential_id,
        use_no=entry.use_no,
    )
    reason = None
    if previous != ANY_DIGEST and expected != entry.digest:
        reason = CHAIN_BROKEN
        log.error("journal.chain_broken", station_id=actor.station_id, seq=entry.seq)
    household_id = entry.household_id
    if not {entry.door_id, household_id or entry.door_id} <= intake.own:
        # A station writes into no history but that of its own property's households.
        reason, household_id = FOREIGN, None
        log.error("journal.foreign", station_id=actor.station_id, seq=entry.seq)
    return Event(
        id=entry.event_id,
        at=from_ms(entry.at_ms),
        kind=UNIT_NOTICES.get(entry.via, KINDS["notice"]) if entry.kind == "notice" else KINDS[entry.kind],
        property_id=actor.property_id,
        building_id=actor.building_id,
        household_id=household_id,
        station_id=actor.station_id,
        door_id=entry.door_id,
        actor_id=entry.actor_id,
        call_id=entry.call_id,
        via=entry.via,
        outcome=entry.outcome,
        reason=reason,
        credential_id=entry.credential_id,
        use_no=entry.use_no,
    )
