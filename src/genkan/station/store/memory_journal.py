"""A journal in memory: for simulated stations by the thousand, whose disk is not what is measured."""

from collections import deque
from dataclasses import dataclass

from genkan.station.store.journal import (
    FIRST_DIGEST,
    KEPT_ENTRIES,
    Intent,
    Outcome,
    Recorded,
    UseTaken,
    chain,
    entry_of,
)
from genkan.wire.station import JournalEntry


@dataclass(slots=True)
class _Row:
    seq: int
    intent: Intent
    digest: bytes
    outcome: Outcome | None = None


class MemoryJournal:
    """Keeps the promises of Journal for as long as the process lives."""

    def __init__(self, *, kept: int = KEPT_ENTRIES) -> None:
        self._rows: deque[_Row] = deque()
        self._by_event: dict[str, _Row] = {}
        self._kept = kept
        self._uses: dict[str, set[int]] = {}
        self._use_of: dict[str, int] = {}
        self._digest = FIRST_DIGEST
        self.next_seq = 1
        self.acknowledged_seq = 0

    def find(self, event_id: str) -> Recorded | None:
        row = self._by_event.get(event_id)
        return None if row is None else Recorded(row.seq, row.intent.at_ms, row.outcome)

    def record_intent(self, intent: Intent) -> int:
        seq = self.next_seq
        if intent.credential_id is not None and intent.use_no is not None:
            uses = self._uses.setdefault(intent.credential_id, set())
            if intent.use_no in uses:
                raise UseTaken
            uses.add(intent.use_no)
            self._use_of[intent.event_id] = intent.use_no
        self._digest = chain(self._digest, seq, intent)
        row = _Row(seq, intent, self._digest)
        self._rows.append(row)
        self._by_event[intent.event_id] = row
        self.next_seq = seq + 1
        return seq

    def count_uses(self, credential_id: str) -> int:
        return max(self._uses.get(credential_id, {0}))

    def find_use(self, event_id: str) -> int | None:
        return self._use_of.get(event_id)

    def foresee(self, seq: int, outcome: Outcome) -> JournalEntry:
        [row] = [row for row in self._rows_after(seq - 1) if row.seq == seq]
        return entry_of(seq, row.intent, row.digest, outcome)

    def record_outcome(self, seq: int, outcome: Outcome) -> None:
        for row in reversed(self._rows):
            if row.seq == seq:
                row.outcome = outcome
                return

    def entries_after(self, seq: int, *, limit: int) -> list[JournalEntry]:
        entries: list[JournalEntry] = []
        for row in self._rows_after(seq):
            if row.outcome is None or len(entries) == limit:
                break
            entries.append(entry_of(row.seq, row.intent, row.digest, row.outcome))
        return entries

    def acknowledge(self, seq: int) -> None:
        self.acknowledged_seq = seq
        while len(self._rows) > self._kept and self._rows[0].seq <= seq:
            del self._by_event[self._rows.popleft().intent.event_id]

    def continue_after(self, seq: int) -> None:
        self.next_seq = max(self.next_seq, seq + 1)

    def tidy(self, *, is_idle: bool) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to write."""

    def _rows_after(self, seq: int) -> list[_Row]:
        """Give the rows after `seq`; they are nearly always the last few."""
        found: list[_Row] = []
        for row in reversed(self._rows):
            if row.seq <= seq:
                break
            found.append(row)
        found.reverse()
        return found
