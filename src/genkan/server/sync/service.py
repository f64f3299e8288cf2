"""Taking in what a station did: in order, once, and acknowledged only when it is durable."""

from dataclasses import dataclass

import structlog

from genkan.server.journal.service import Event, EventKind, Journal, StationMark
from genkan.server.platform.clock import from_ms
from genkan.server.platform.operations import StationActor, operation
from genkan.wire.station import JournalEntry, chain_digest

log = structlog.get_logger()

NO_DIGEST = bytes(32)  # before a station's first entry
CHAIN_BROKEN = "chain-broken"


@dataclass(slots=True)
class Intake:
    """How far one station's journal has come in, as one open link sees it."""

    actor: StationActor
    seq: int
    digest: bytes


@operation("sync.take_in")
class TakeIn:
    """Bring a station's journal entries into the history."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def open(self, actor: StationActor) -> Intake:
        """Give how far the station's journal has come in."""
        mark = await self._journal.get_mark(actor.station_id)
        if mark is None:
            return Intake(actor, 0, NO_DIGEST)
        return Intake(actor, mark.seq, mark.digest)

    async def __call__(self, intake: Intake, entries: list[JournalEntry]) -> int:
        """Enter what is new and give the number the station may forget up to.

        Entries come in order; a repeated one is passed over, and whatever follows a gap waits for
        the station to send from the gap on.
        """
        events: list[Event] = []
        for entry in entries:
            if entry.seq <= intake.seq:
                continue
            if entry.seq != intake.seq + 1:
                log.warning("journal.gap", station_id=intake.actor.station_id, expected=intake.seq + 1)
                break
            events.append(_event(intake, entry))
            intake.seq, intake.digest = entry.seq, entry.digest
        seq = intake.seq
        if events:
            mark = StationMark(station_id=intake.actor.station_id, seq=seq, digest=intake.digest)
            await self._journal.append(events, marks=[mark])
        return seq


def _event(intake: Intake, entry: JournalEntry) -> Event:
    actor = intake.actor
    expected = chain_digest(
        previous=intake.digest,
        seq=entry.seq,
        event_id=entry.event_id,
        at_ms=entry.at_ms,
        door_id=entry.door_id,
        actor_id=entry.actor_id,
        via=entry.via,
    )
    whole = expected == entry.digest
    if not whole:
        log.error("journal.chain_broken", station_id=actor.station_id, seq=entry.seq)
    return Event(
        id=entry.event_id,
        at=from_ms(entry.at_ms),
        kind=EventKind.DOOR_RELEASED,
        property_id=actor.property_id,
        building_id=actor.building_id,
        household_id=entry.household_id,
        station_id=actor.station_id,
        door_id=entry.door_id,
        actor_id=entry.actor_id,
        call_id=entry.call_id,
        via=entry.via,
        outcome=entry.outcome,
        reason=None if whole else CHAIN_BROKEN,
    )
