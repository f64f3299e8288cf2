"""Rights in a sealed file beside the journal's.

Apart from the journal's file, so that taking in ten thousand credentials holds up no release. The keypad's
memory stands here too: what was guessed counts over restarts, by a clock that never runs back.
"""

import sqlite3
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec
import structlog
from typing_extensions import override

from genkan.core.keypad import DAY_MS, Step, WrongEntry
from genkan.station.clock import MonotonicMs, monotonic_ms
from genkan.station.store.database import StoreUnusable
from genkan.station.store.rights import MemoryRights
from genkan.station.store.sealing import (
    CannotUnseal,
    Sealer,
    find_unit_key,
    forget_unit_key,
    make_unit_key,
)
from genkan.station.store.snapshot import Snapshot
from genkan.wire.rights import CredentialEntry, SnapshotHeader, SyncPage

log = structlog.get_logger(__name__)

FILE_NAME = "rights.db"
HEADER = "header"
SCHEMA = """
CREATE TABLE IF NOT EXISTS sealed (id TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS staged (id TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wrong_entry (
    entry_id TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    length INTEGER NOT NULL,
    step TEXT NOT NULL,
    household_id TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS steady (one INTEGER PRIMARY KEY CHECK (one = 1), ms INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS keeper (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL) STRICT;
"""


class _Header(msgspec.Struct, frozen=True, kw_only=True):
    """The sealed row that says what the others are."""

    header: SnapshotHeader
    number: int
    epoch: str


class SealedRights(MemoryRights):
    """What is in memory stands sealed on the disk, except while the server keeps a key it has not given."""

    def __init__(self, folder: Path, *, monotonic: MonotonicMs = monotonic_ms) -> None:
        super().__init__(monotonic=monotonic)
        self._folder = folder
        self._database = _open(folder / FILE_NAME)
        self._steady_base_ms = _read_steady(self._database) - monotonic()
        self._sealer: Sealer | None = None
        if self._keeper == "unit":
            self.unlock(find_unit_key(folder) or make_unit_key(folder))

    @property
    @override
    def needs_key(self) -> bool:
        return self._sealer is None

    @override
    def unlock(self, key: bytes) -> None:
        self._sealer = Sealer(key)
        try:
            self.snapshot = self._read(self._sealer)
        except (CannotUnseal, msgspec.MsgspecError):
            log.warning("station.rights.not_unsealed")  # they are fetched anew
            self._clear()

    @override
    def use_key_of(self, keeper: str) -> None:
        if keeper == self._keeper:
            return
        self._clear()
        kept_by = (keeper,)
        self._try(lambda: self._database.execute("INSERT OR REPLACE INTO keeper VALUES (1, ?)", kept_by))
        forget_unit_key(self._folder)
        self._sealer = None if keeper == "server" else Sealer(make_unit_key(self._folder))
        log.info("station.rights.key_moved", keeper=keeper)

    @override
    def take_in(self, page: SyncPage) -> None:
        super().take_in(page)
        if page.header is not None and page.full:
            self._write("DELETE FROM staged")
        if page.removed:
            gone = [(credential_id,) for credential_id in page.removed]
            self._try(lambda: self._database.executemany("DELETE FROM sealed WHERE id = ?", gone))
        self._seal("staged" if page.full else "sealed", page.entries)
        if page.next is None:
            self._finish(is_full=page.full)

    @override
    def forget_all(self) -> None:
        self._clear()
        forget_unit_key(self._folder)
        self._sealer = Sealer(make_unit_key(self._folder)) if self._keeper == "unit" else None

    @override
    def list_wrong_entries(self) -> list[WrongEntry]:
        rows = self._database.execute("SELECT entry_id, at_ms, length, step, household_id FROM wrong_entry")
        return [
            WrongEntry(
                entry_id=row[0],
                at_ms=row[1],
                length=row[2],
                step=Step(row[3]),
                session="",
                household_id=row[4],
            )
            for row in rows.fetchall()
        ]

    @override
    def keep_entry(self, entry: WrongEntry) -> None:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute(
                "INSERT INTO wrong_entry VALUES (?, ?, ?, ?, ?)",
                (entry.entry_id, entry.at_ms, entry.length, entry.step.value, entry.household_id),
            )
            self._database.execute("DELETE FROM wrong_entry WHERE at_ms <= ?", (entry.at_ms - DAY_MS,))
            self._database.execute("INSERT OR REPLACE INTO steady VALUES (1, ?)", (entry.at_ms,))
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise StoreUnusable(str(error)) from error

    @override
    def forget_entries(self, entry_ids: Collection[str]) -> None:
        gone = [(entry_id,) for entry_id in entry_ids]
        self._try(lambda: self._database.executemany("DELETE FROM wrong_entry WHERE entry_id = ?", gone))

    @override
    def close(self) -> None:
        late = (self.steady_ms(),)
        self._try(lambda: self._database.execute("INSERT OR REPLACE INTO steady VALUES (1, ?)", late))
        self._database.close()

    @property
    def _keeper(self) -> str:
        rows = self._database.execute("SELECT name FROM keeper").fetchall()
        return rows[0][0] if rows else "unit"

    def _read(self, sealer: Sealer) -> Snapshot | None:
        rows = dict(self._database.execute("SELECT id, content FROM sealed").fetchall())
        first = rows.pop(HEADER, None)
        if first is None:
            return None
        head = msgspec.json.decode(sealer.unseal(HEADER, first), type=_Header)
        snapshot = Snapshot(header=head.header, number=head.number, epoch=head.epoch)
        decoder = msgspec.json.Decoder(CredentialEntry)
        snapshot.put(decoder.decode(sealer.unseal(name, content)) for name, content in rows.items())
        return snapshot

    def _seal(self, table: str, entries: Collection[CredentialEntry]) -> None:
        sealer = self._sealer
        if sealer is None or not entries:
            return
        rows = [
            (entry.credential_id, sealer.seal(entry.credential_id, msgspec.json.encode(entry)))
            for entry in entries
        ]

        def write() -> None:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - one of ours
            self._database.execute("COMMIT")

        self._try(write)

    def _finish(self, *, is_full: bool) -> None:
        """Let the disk say the same as the memory, in one transaction that ends with the header."""
        snapshot = self.snapshot
        if self._sealer is None or snapshot is None:
            return
        head = _Header(header=snapshot.header, number=snapshot.number, epoch=snapshot.epoch)
        sealed = self._sealer.seal(HEADER, msgspec.json.encode(head))

        def write() -> None:
            self._database.execute("BEGIN IMMEDIATE")
            if is_full:
                self._database.execute("DELETE FROM sealed")
                self._database.execute("INSERT INTO sealed SELECT id, content FROM staged")
                self._database.execute("DELETE FROM staged")
            self._database.execute("INSERT OR REPLACE INTO sealed VALUES (?, ?)", (HEADER, sealed))
            self._database.execute("COMMIT")

        self._try(write)

    def _clear(self) -> None:
        self.snapshot = self._staged = None
        self._write("DELETE FROM sealed")
        self._write("DELETE FROM staged")

    def _write(self, statement: str) -> None:
        self._try(lambda: self._database.execute(statement))

    def _try(self, write: Callable[[], object]) -> None:
        """Write. What a full disk refuses stands in memory, and is fetched again after a restart."""
        try:
            write()
        except sqlite3.Error as error:
            self._roll_back()
            log.warning("station.rights.not_written", fault=str(error))

    def _roll_back(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # a removed right stays removed, a guess stays counted
        connection.execute("PRAGMA secure_delete=ON")
        connection.executescript(SCHEMA)
    except (sqlite3.Error, OSError) as error:
        raise StoreUnusable(f"{path}: {error}") from error
    return connection


def _read_steady(database: sqlite3.Connection) -> int:
    rows = database.execute("SELECT ms FROM steady").fetchall()
    latest = database.execute("SELECT max(at_ms) FROM wrong_entry").fetchall()[0][0]
    return max(rows[0][0] if rows else 0, latest or 0)
