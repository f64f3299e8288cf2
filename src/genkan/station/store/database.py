"""The unit's SQLite file, and the physics of its one synced write.

A commit with `synchronous=FULL` in WAL mode is one `fdatasync`: the intent before a pulse. What need not
survive a power cut is written `quickly`, with `synchronous=NORMAL`, which survives a crash of the program.

One connection does both: a second one to the same file empties the page cache of the first with each of
its writes, and a release then reads again what it had (160 µs of 600).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "station.db"
SCHEMA_VERSION = 4
# The intent is one row: pages a quarter the usual size leave a quarter to sum up, copy and sync.
PAGE_BYTES = 1024
# A write into a file that need not grow is synced in half the time (0.3 instead of 0.6 ms): a file's size
# is part of what must reach the disk. 4 MiB are 300 openings; the log is started over long before.
WAL_RESERVE_BYTES = 4 * 1024 * 1024

SCHEMA = """
CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    station_id TEXT NOT NULL,
    server_id TEXT NOT NULL,
    server_url TEXT NOT NULL,
    ca_pem TEXT
) STRICT;
CREATE TABLE config (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    show_config BLOB NOT NULL
) STRICT;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    door_id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    household_id TEXT,
    via TEXT NOT NULL,
    call_id TEXT,
    clock_uncertainty_ms INTEGER,
    digest BLOB NOT NULL,
    outcome TEXT CHECK (outcome IN ('opened', 'failed', 'unknown'))
) STRICT;
CREATE TABLE progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    given_seq INTEGER NOT NULL,
    acknowledged_seq INTEGER NOT NULL,
    wal_starts INTEGER NOT NULL
) STRICT;
INSERT INTO progress VALUES (1, 0, 0, 0);
"""
# A use of a counted key has one number once: that makes it open so often and no more. Its rows outlive the
# journal's, and stand with them or not at all.
CREDENTIALS = """
ALTER TABLE journal ADD COLUMN credential_id TEXT;
ALTER TABLE journal ADD COLUMN use_no INTEGER;
CREATE TABLE key_use (
    credential_id TEXT NOT NULL,
    use_no INTEGER NOT NULL,
    event_id TEXT NOT NULL UNIQUE,
    PRIMARY KEY (credential_id, use_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_counts_use AFTER INSERT ON journal WHEN NEW.use_no IS NOT NULL BEGIN
    INSERT INTO key_use VALUES (NEW.credential_id, NEW.use_no, NEW.event_id);
END;
"""
# An index of the events would be one more page of each intent, at a random place; the program knows them all.
UNINDEXED = """
DROP TRIGGER journal_counts_use;
ALTER TABLE journal RENAME TO journal_before;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    door_id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    household_id TEXT,
    via TEXT NOT NULL,
    call_id TEXT,
    clock_uncertainty_ms INTEGER,
    digest BLOB NOT NULL,
    outcome TEXT CHECK (outcome IN ('opened', 'failed', 'unknown')),
    credential_id TEXT,
    use_no INTEGER
) STRICT;
INSERT INTO journal SELECT * FROM journal_before;
DROP TABLE journal_before;
CREATE TRIGGER journal_counts_use AFTER INSERT ON journal WHEN NEW.use_no IS NOT NULL BEGIN
    INSERT INTO key_use VALUES (NEW.credential_id, NEW.use_no, NEW.event_id);
END;
"""
# 1: the server has said that this unit is a station no more. A new identity begins without it.
REVOKED = """
ALTER TABLE identity ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
"""
STEPS = (SCHEMA, CREDENTIALS, UNINDEXED, REVOKED)


class StoreUnusable(Exception):
    """The unit's file cannot be read: damaged, of a newer Genkan, or not writable."""


def open_database(folder: Path) -> sqlite3.Connection:
    """Open the unit's file, making or upgrading it. Raises StoreUnusable."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE_NAME
    try:
        path.touch(mode=0o600)
        connection = _connect(path)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise StoreUnusable(f"{path} was written by a newer Genkan")
        if version < SCHEMA_VERSION:
            steps = "".join(STEPS[version:])
            connection.executescript(f"BEGIN IMMEDIATE;{steps}PRAGMA user_version={SCHEMA_VERSION};COMMIT;")
        return connection
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise StoreUnusable(
                f"The unit's program is running and keeps {path} to itself. Stop it first."
            ) from error
        raise StoreUnusable(f"{path}: {error}") from error


@contextmanager
def quickly(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a commit return when the kernel has it; outside of this it returns when the disk has it."""
    connection.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous=FULL")


def keep_others_out(connection: sqlite3.Connection) -> None:
    """Lock the file until it is closed, so that SQLite need not ask at each write who else is there."""
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")


def path_of(connection: sqlite3.Connection) -> Path:
    """Give the file behind a connection."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def reserve_wal(writer: sqlite3.Connection) -> None:
    """Make the write-ahead log as large as it will be used, then start it over."""
    log_file = Path(f"{path_of(writer)}-wal")
    if not log_file.exists() or log_file.stat().st_size < WAL_RESERVE_BYTES:
        _fill_wal(writer)
    writer.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    start_wal(writer)


def start_wal(writer: sqlite3.Connection) -> None:
    """Write the head of a started-over log, which costs a sync of its own, before somebody waits for it."""
    writer.execute("UPDATE progress SET wal_starts = wal_starts + 1")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of a new file; an older one keeps its own
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _fill_wal(writer: sqlite3.Connection) -> None:
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("CREATE TABLE reserve (space BLOB)")
    writer.execute("INSERT INTO reserve VALUES (zeroblob(?))", (WAL_RESERVE_BYTES,))
    writer.execute("DROP TABLE reserve")
    writer.execute("COMMIT")
