"""Handing the journal over: in order, one frame at a time, until the server keeps it."""

import asyncio

import structlog

from genkan.station.controller.ports import Uplink
from genkan.station.store.journal import Journal
from genkan.wire.station import JournalEntries

log = structlog.get_logger(__name__)

ENTRIES_A_FRAME = 200  # about 100 KB of JSON, well below the frame's limit
ACKNOWLEDGE_LIMIT_S = (
    15.0  # a server that says nothing for so long has dropped the frame; sending twice is harmless
)


class HandOver:
    """Sends what the server does not keep yet; forgets nothing before it does."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._stirred = asyncio.Event()
        self._acknowledged_seq = 0
        self._sent_at: float | None = None  # a frame is on its way and not yet acknowledged

    def wake(self) -> None:
        """There is an outcome to hand over."""
        self._stirred.set()

    def may_ride(self, seq: int) -> bool:
        """Whether the entry is the next to hand over, so that the answer to its command may carry it."""
        return self._sent_at is None and seq == self._acknowledged_seq + 1

    def note_ridden(self, seq: int) -> None:
        """The entry has gone with an answer."""
        if seq > self._acknowledged_seq:
            self._sent_at = asyncio.get_running_loop().time()

    def acknowledge(self, seq: int) -> None:
        """The server keeps everything up to `seq`."""
        if seq > self._acknowledged_seq:
            self._acknowledged_seq = seq
            self._sent_at = None
            self._journal.acknowledge(seq)
            self._stirred.set()

    async def run(self, uplink: Uplink, *, acknowledged_seq: int) -> None:
        """Serve one open link until cancelled."""
        self._begin(acknowledged_seq)
        while True:
            self._stirred.clear()
            if self._sent_at is None:
                await self._send(uplink)
            limit = None if self._sent_at is None else self._sent_at + ACKNOWLEDGE_LIMIT_S
            try:
                async with asyncio.timeout_at(limit):
                    await self._stirred.wait()
            except TimeoutError:
                log.warning("station.journal.not_acknowledged", after_seq=self._acknowledged_seq)
                self._sent_at = None

    def _begin(self, acknowledged_seq: int) -> None:
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
        self._acknowledged_seq = acknowledged_seq
        self._sent_at = None
        self._journal.acknowledge(acknowledged_seq)

    async def _send(self, uplink: Uplink) -> None:
        entries = self._journal.entries_after(self._acknowledged_seq, limit=ENTRIES_A_FRAME)
        if entries:
            self._sent_at = asyncio.get_running_loop().time()
            await uplink.tell("journal.entries", JournalEntries(entries=entries))
