"""The journal in the unit's SQLite file."""

import sqlite3

import structlog

from genkan.station.store.database import quickly, reserve_wal, start_wal
from genkan.station.store.journal import (
    FIRST_DIGEST,
    KEPT_ENTRIES,
    Intent,
    JournalUnwritable,
    Outcome,
    Recorded,
    UseTaken,
    chain,
    entry_of,
)
from genkan.wire.station import JournalEntry

log = structlog.get_logger(__name__)

INSERT_INTENT = """
INSERT INTO journal (seq, event_id, kind, at_ms, door_id, actor_id, household_id, via, call_id,
                     clock_uncertainty_ms, digest, credential_id, use_no)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
UPDATE_OUTCOME = "UPDATE journal SET outcome = ? WHERE seq = ?"
SELECT_EVENT_IDS = "SELECT event_id, seq FROM journal"
SELECT_EVENT = "SELECT seq, at_ms, outcome FROM journal WHERE seq = ?"
SELECT_AFTER = """
SELECT seq, event_id, kind, at_ms, outcome, door_id, actor_id, via, digest, household_id, call_id,
       clock_uncertainty_ms, credential_id, use_no
FROM journal WHERE seq > ? ORDER BY seq LIMIT ?
"""
SELECT_USES = "SELECT max(use_no) FROM key_use WHERE credential_id = ?"
SELECT_USE = "SELECT use_no FROM key_use WHERE event_id = ?"
FORGET = """
DELETE FROM journal
WHERE seq <= ? AND seq <= (SELECT seq FROM journal ORDER BY seq DESC LIMIT 1 OFFSET ?)
RETURNING event_id
"""


# One release writes about 6 pages of 1 KiB; the reserved log holds some 4,000.
CHECKPOINT_WHEN_IDLE = 40
CHECKPOINT_AT_LAST = 120


class SqliteJournal:
    """One connection, of the event loop's thread, on which each statement is its own transaction.

    An intent is one `fdatasync`; all the rest is written quickly.
    """

    def __init__(self, database: sqlite3.Connection, *, kept: int = KEPT_ENTRIES) -> None:
        self._database = database
        self._kept = kept
        self._unfinished: dict[int, tuple[Intent, bytes]] = {}  # intents of this run that have no outcome
        self._unwritten: dict[int, Outcome] = {}
        # Nearly every event is a new one, and somebody is at the door: the file need not be asked.
        self._seqs: dict[str, int] = dict(self._database.execute(SELECT_EVENT_IDS).fetchall())
        self._intents_in_wal = 0
        self._has_news = False  # an acknowledgement that is not written down
        self.left_unknown = self._settle_unfinished()
        self.next_seq, self._digest = self._find_end()
        self.acknowledged_seq = int(
            self._database.execute("SELECT acknowledged_seq FROM progress").fetchall()[0][0]
        )
        with quickly(self._database):
            reserve_wal(self._database)

    def find(self, event_id: str) -> Recorded | None:
        known_seq = self._seqs.get(event_id)
        if known_seq is None:
            return None
        rows = self._database.execute(SELECT_EVENT, (known_seq,)).fetchall()
        if not rows:
            return None
        seq, at_ms, outcome = rows[0]
        return Recorded(seq, at_ms, None if outcome is None else Outcome(outcome))

    def record_intent(self, intent: Intent) -> int:
        if intent.event_id in self._seqs:
            raise JournalUnwritable(f"event {intent.event_id} stands in the journal already")
        seq = self.next_seq
        digest = chain(self._digest, seq, intent)
        row = (
            seq,
            intent.event_id,
            intent.kind,
            intent.at_ms,
            intent.door_id,
            intent.actor_id,
            intent.household_id,
            intent.via,
            intent.call_id,
            intent.clock_uncertainty_ms,
            digest,
            intent.credential_id,
            intent.use_no,
        )
        try:
            self._database.execute(INSERT_INTENT, row)
        except sqlite3.IntegrityError as error:
            raise (JournalUnwritable if intent.use_no is None else UseTaken)(str(error)) from error
        except sqlite3.Error as error:
            raise JournalUnwritable(str(error)) from error
        self.next_seq = seq + 1
        self._digest = digest
        self._intents_in_wal += 1
        self._unfinished[seq] = (intent, digest)
        self._seqs[intent.event_id] = seq
        return seq

    def count_uses(self, credential_id: str) -> int:
        return int(self._database.execute(SELECT_USES, (credential_id,)).fetchall()[0][0] or 0)

    def find_use(self, event_id: str) -> int | None:
        rows = self._database.execute(SELECT_USE, (event_id,)).fetchall()
        return rows[0][0] if rows else None

    def foresee(self, seq: int, outcome: Outcome) -> JournalEntry:
        return entry_of(seq, *self._unfinished[seq], outcome)

    def record_outcome(self, seq: int, outcome: Outcome) -> None:
        self._unfinished.pop(seq, None)
        self._unwritten[seq] = outcome
        self._write_outcomes()

    def entries_after(self, seq: int, *, limit: int) -> list[JournalEntry]:
        entries: list[JournalEntry] = []
        for row in self._database.execute(SELECT_AFTER, (seq, limit)).fetchall():
            outcome = self._unwritten.get(row[0]) if row[4] is None else Outcome(row[4])
            if outcome is None:
                break
            entries.append(
                JournalEntry(
                    seq=row[0],
                    event_id=row[1],
                    kind=row[2],
                    at_ms=row[3],
                    outcome=outcome.value,
                    door_id=row[5],
                    actor_id=row[6],
                    via=row[7],
                    digest=row[8],
                    household_id=row[9],
                    call_id=row[10],
                    clock_uncertainty_ms=row[11],
                    credential_id=row[12],
                    use_no=row[13],
                )
            )
        return entries

    def acknowledge(self, seq: int) -> None:
        self.acknowledged_seq = seq
        self._has_news = True

    def continue_after(self, seq: int) -> None:
        if seq >= self.next_seq:
            with quickly(self._database):
                self._database.execute("UPDATE progress SET given_seq = ?", (seq,))
            self.next_seq = seq + 1

    def tidy(self, *, is_idle: bool) -> None:
        self._write_outcomes()
        if self._intents_in_wal < (CHECKPOINT_WHEN_IDLE if is_idle else CHECKPOINT_AT_LAST):
            return
        try:
            with quickly(self._database):
                self._forget_old()
                self._database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                start_wal(self._database)
        except sqlite3.Error as error:
            log.warning("station.journal.not_tidied", fault=str(error))
            return
        self._intents_in_wal = 0

    def close(self) -> None:
        self._write_outcomes()
        with quickly(self._database):
            self._forget_old()

    def _settle_unfinished(self) -> int:
        """Whatever a crash interrupted is unknown from now on; nothing is driven for it again."""
        with quickly(self._database):
            return self._database.execute(
                "UPDATE journal SET outcome = 'unknown' WHERE outcome IS NULL"
            ).rowcount

    def _find_end(self) -> tuple[int, bytes]:
        given = self._database.execute("SELECT given_seq FROM progress").fetchall()[0][0]
        last = self._database.execute("SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchall()
        seq, digest = last[0] if last else (0, FIRST_DIGEST)
        return max(seq, given) + 1, digest

    def _write_outcomes(self) -> None:
        """Write the outcomes not yet written. A full disk keeps them waiting; no release fails for it."""
        if not self._unwritten:
            return
        try:
            with quickly(self._database):
                for seq, outcome in list(self._unwritten.items()):
                    self._database.execute(UPDATE_OUTCOME, (outcome.value, seq))
                    del self._unwritten[seq]
        except sqlite3.Error as error:
            log.warning("station.journal.outcome_not_written", entries=len(self._unwritten), fault=str(error))

    def _forget_old(self) -> None:
        if self._has_news:
            self._database.execute("UPDATE progress SET acknowledged_seq = ?", (self.acknowledged_seq,))
            forgotten = self._database.execute(FORGET, (self.acknowledged_seq, self._kept)).fetchall()
            for (event_id,) in forgotten:
                self._seqs.pop(event_id, None)
            self._has_news = False
