"""Handing the journal over: in order, each entry once, until the server keeps it."""

import asyncio

import structlog

from genkan.station.controller.ports import Uplink
from genkan.station.store.journal import Journal
from genkan.wire.station import JournalEntries

log = structlog.get_logger(__name__)

ENTRIES_A_FRAME = 200  # about 100 KB of JSON, well below the frame's limit
UNACKNOWLEDGED_LIMIT = ENTRIES_A_FRAME  # what a server with a slow disk has to keep in mind
ACKNOWLEDGE_LIMIT_S = (
    15.0  # a server that says nothing for so long has dropped a frame; sending twice is harmless
)


class HandOver:
    """Sends what the server does not keep yet; forgets nothing before it does.

    An entry goes as soon as it has an outcome, behind those before it; the server acknowledges now and then.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._stirred = asyncio.Event()
        self._acknowledged_seq = 0
        self._sent_seq = 0  # the last one that is on its way, or has arrived
        self._waiting_since: float | None = None  # something is on its way and not acknowledged

    def wake(self) -> None:
        """There is an outcome to hand over."""
        self._stirred.set()

    def may_ride(self, seq: int) -> bool:
        """Whether the entry is the next to hand over, so that the answer to its command may carry it."""
        return seq == self._sent_seq + 1

    def note_ridden(self, seq: int) -> None:
        """The entry has gone with an answer."""
        self._note_sent(seq)

    def acknowledge(self, seq: int) -> None:
        """The server keeps everything up to `seq`."""
        if seq > self._acknowledged_seq:
            self._acknowledged_seq = seq
            self._sent_seq = max(self._sent_seq, seq)
            is_all = self._sent_seq == seq
            self._waiting_since = None if is_all else asyncio.get_running_loop().time()
            self._journal.acknowledge(seq)
            self._stirred.set()

    def begin(self, acknowledged_seq: int) -> None:
        """A link is open, and the server keeps everything up to there. Before any release by that link."""
        known = self._journal.acknowledged_seq
        if acknowledged_seq >= self._journal.next_seq:
            # A restored copy of this unit: its numbers were given out before. They are never given twice.
            log.error(
                "station.journal.behind_the_server",
                next_seq=self._journal.next_seq,
                acknowledged_seq=acknowledged_seq,
            )
            self._journal.continue_after(acknowledged_seq)
        elif acknowledged_seq < known:
            log.warning("station.journal.server_forgot", acknowledged_seq=acknowledged_seq, known_seq=known)
        self._acknowledged_seq = self._sent_seq = acknowledged_seq
        self._waiting_since = None
        self._journal.acknowledge(acknowledged_seq)

    async def run(self, uplink: Uplink) -> None:
        """Serve one open link until cancelled; its beginning has been told to `begin`."""
        while True:
            self._stirred.clear()
            await self._send(uplink)
            limit = None if self._waiting_since is None else self._waiting_since + ACKNOWLEDGE_LIMIT_S
            try:
                async with asyncio.timeout_at(limit):
                    await self._stirred.wait()
            except TimeoutError:
                log.warning("station.journal.not_acknowledged", after_seq=self._acknowledged_seq)
                self._sent_seq = self._acknowledged_seq
                self._waiting_since = None

    async def _send(self, uplink: Uplink) -> None:
        room = UNACKNOWLEDGED_LIMIT - (self._sent_seq - self._acknowledged_seq)
        if room <= 0 or self._sent_seq + 1 >= self._journal.next_seq:
            return
        entries = self._journal.entries_after(self._sent_seq, limit=min(room, ENTRIES_A_FRAME))
        if entries:
            self._note_sent(entries[-1].seq)
            await uplink.tell("journal.entries", JournalEntries(entries=entries))

    def _note_sent(self, seq: int) -> None:
        self._sent_seq = max(self._sent_seq, seq)
        if self._waiting_since is None and self._sent_seq > self._acknowledged_seq:
            self._waiting_since = asyncio.get_running_loop().time()
