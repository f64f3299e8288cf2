"""One suite for the journal on the disk and the one in memory; then what only a disk must promise."""

import contextlib
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog.testing

from genkan.station.store.database import (
    CREDENTIALS,
    SCHEMA,
    WAL_RESERVE_BYTES,
    StoreUnusable,
    open_database,
)
from genkan.station.store.journal import (
    FIRST_DIGEST,
    Intent,
    Journal,
    JournalUnwritable,
    Outcome,
    Recorded,
    UseTaken,
)
from genkan.station.store.memory_journal import MemoryJournal
from genkan.station.store.sqlite_journal import SqliteJournal
from genkan.wire.ids import new_id
from genkan.wire.station import chain_digest

KEPT = 20


def an_intent(
    event_id: str | None = None,
    *,
    at_ms: int = 1_750_000_000_000,
    key: str | None = None,
    use_no: int | None = None,
) -> Intent:
    return Intent(
        event_id=event_id or new_id(),
        at_ms=at_ms,
        door_id="d" * 32,
        actor_id="a" * 32,
        via="app",
        household_id="b" * 32,
        call_id=None,
        clock_uncertainty_ms=3,
        credential_id=key,
        use_no=use_no,
    )


def add(journal: Journal, event_id: str | None = None, *, outcome: Outcome | None = Outcome.OPENED) -> int:
    seq = journal.record_intent(an_intent(event_id))
    if outcome is not None:
        journal.record_outcome(seq, outcome)
    return seq


def seqs(journal: Journal, *, after: int = 0, limit: int = 200) -> list[int]:
    return [entry.seq for entry in journal.entries_after(after, limit=limit)]


@pytest.fixture(params=["disk", "memory"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal(kept=KEPT)
        return
    database = open_database(tmp_path)
    on_disk = SqliteJournal(database, kept=KEPT)
    yield on_disk
    on_disk.close()
    database.close()


def test_entries_are_numbered_from_one_in_order(journal: Journal) -> None:
    assert journal.next_seq == 1
    assert [add(journal) for _ in range(3)] == [1, 2, 3]
    assert journal.next_seq == 4
    assert seqs(journal) == [1, 2, 3]
    assert seqs(journal, after=1, limit=1) == [2]


def test_entry_holds_what_was_intended_and_how_it_went(journal: Journal) -> None:
    intent = an_intent()
    seq = journal.record_intent(intent)
    journal.record_outcome(seq, Outcome.FAILED)

    [entry] = journal.entries_after(0, limit=10)

    assert (entry.event_id, entry.at_ms, entry.door_id) == (intent.event_id, intent.at_ms, intent.door_id)
    assert (entry.actor_id, entry.via, entry.household_id) == (intent.actor_id, "app", intent.household_id)
    assert (entry.outcome, entry.kind, entry.call_id) == ("failed", "release", None)
    assert entry.clock_uncertainty_ms == 3


def test_entry_foreseen_is_the_one_that_is_kept(journal: Journal) -> None:
    seq = add(journal, outcome=None)
    foreseen = journal.foresee(seq, Outcome.OPENED)
    journal.record_outcome(seq, Outcome.OPENED)

    assert [foreseen] == journal.entries_after(0, limit=10)


def test_digests_chain_every_entry_to_those_before(journal: Journal) -> None:
    for _ in range(3):
        add(journal)
    journal.record_outcome(journal.record_intent(an_intent(key="k" * 32, use_no=1)), Outcome.OPENED)

    previous = FIRST_DIGEST
    for entry in journal.entries_after(0, limit=10):
        previous = chain_digest(
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
        assert entry.digest == previous


def test_one_use_of_a_key_is_entered_once(journal: Journal) -> None:
    first = an_intent(key="k" * 32, use_no=1)
    journal.record_intent(first)
    with pytest.raises(UseTaken):
        journal.record_intent(an_intent(key="k" * 32, use_no=1))
    journal.record_intent(an_intent(key="k" * 32, use_no=2))
    journal.record_intent(an_intent(key="m" * 32, use_no=1))

    assert journal.next_seq == 4
    assert journal.count_uses("k" * 32) == 2
    assert journal.count_uses("n" * 32) == 0
    assert journal.find_use(first.event_id) == 1
    assert journal.find_use("9" * 32) is None


def test_the_uses_of_a_key_outlive_their_entries(journal: Journal) -> None:
    used = an_intent(key="k" * 32, use_no=1)
    journal.record_outcome(journal.record_intent(used), Outcome.OPENED)
    for _ in range(3 * KEPT):
        add(journal)
    journal.acknowledge(journal.next_seq - 1)
    journal.tidy(is_idle=True)

    assert 1 not in seqs(journal)
    assert journal.count_uses("k" * 32) == 1
    assert journal.find_use(used.event_id) == 1
    with pytest.raises(UseTaken):
        journal.record_intent(an_intent(key="k" * 32, use_no=1))


def test_event_is_found_with_what_is_known_of_it(journal: Journal) -> None:
    seq = add(journal, "1" * 32, outcome=None)
    assert journal.find("1" * 32) == Recorded(seq, 1_750_000_000_000, None)

    journal.record_outcome(seq, Outcome.OPENED)

    assert journal.find("1" * 32) == Recorded(seq, 1_750_000_000_000, Outcome.OPENED)
    assert journal.find("2" * 32) is None


def test_entries_end_before_the_first_without_outcome(journal: Journal) -> None:
    add(journal)
    pending = add(journal, outcome=None)
    add(journal)
    assert seqs(journal) == [1]

    journal.record_outcome(pending, Outcome.UNKNOWN)

    assert seqs(journal) == [1, 2, 3]


def test_acknowledged_entries_are_kept_for_repeated_commands_and_restored_servers(journal: Journal) -> None:
    for _ in range(3):
        add(journal)

    journal.acknowledge(3)
    journal.tidy(is_idle=True)

    assert journal.acknowledged_seq == 3
    assert seqs(journal) == [1, 2, 3]


def test_journal_continues_above_numbers_given_out_before(journal: Journal) -> None:
    add(journal)

    journal.continue_after(70)
    journal.continue_after(5)

    assert add(journal) == 71
    assert seqs(journal) == [1, 71]


def test_old_acknowledged_entries_are_forgotten_and_no_others(journal: Journal) -> None:
    for _ in range(60):  # enough for tidying to be due
        add(journal)

    journal.acknowledge(30)
    journal.tidy(is_idle=True)
    assert seqs(journal) == list(range(31, 61))  # not acknowledged: kept, however many

    for _ in range(40):
        add(journal)
    journal.acknowledge(100)
    journal.tidy(is_idle=True)
    assert seqs(journal) == list(range(100 - KEPT + 1, 101))  # acknowledged: only the last few


# ── what only a disk must promise ───────────────────────────────────────────────────────────────

Reopen = Callable[[], SqliteJournal]


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Reopen]:
    """Open the journal anew, as after a crash: on its files as they lie there, with nothing closed before."""
    opened: list[tuple[SqliteJournal, sqlite3.Connection]] = []

    def open_again() -> SqliteJournal:
        folder = tmp_path / str(len(opened))
        if opened:
            shutil.copytree(tmp_path / str(len(opened) - 1), folder)
        database = open_database(folder)
        opened.append((SqliteJournal(database, kept=KEPT), database))
        return opened[-1][0]

    yield open_again
    for on_disk, database in opened:
        on_disk.close()
        database.close()


def test_everything_is_there_after_a_crash(reopen: Reopen) -> None:
    before = reopen()
    for _ in range(3):
        add(before)
    before.acknowledge(2)
    before.tidy(is_idle=True)

    after = reopen()

    assert after.next_seq == 4
    assert seqs(after) == [1, 2, 3]
    assert add(after) == 4
    assert [entry.digest for entry in after.entries_after(0, limit=3)] == [
        entry.digest for entry in before.entries_after(0, limit=3)
    ]


def test_release_interrupted_by_a_crash_becomes_unknown(reopen: Reopen) -> None:
    before = reopen()
    add(before)
    add(before, "1" * 32, outcome=None)

    after = reopen()

    assert after.left_unknown == 1
    recorded = after.find("1" * 32)
    assert recorded is not None
    assert recorded.outcome is Outcome.UNKNOWN
    assert [entry.outcome for entry in after.entries_after(0, limit=5)] == ["opened", "unknown"]


def test_acknowledgement_survives_a_clean_end(reopen: Reopen) -> None:
    before = reopen()
    add(before)
    before.acknowledge(1)
    before.close()

    assert reopen().acknowledged_seq == 1


def test_numbers_given_out_before_are_remembered(reopen: Reopen) -> None:
    reopen().continue_after(40)

    assert reopen().next_seq == 41


def test_same_event_is_never_recorded_twice(reopen: Reopen) -> None:
    on_disk = reopen()
    add(on_disk, "1" * 32)

    with pytest.raises(JournalUnwritable):
        on_disk.record_intent(an_intent("1" * 32))

    assert on_disk.next_seq == 2
    assert add(on_disk) == 2


def test_log_is_reserved_at_the_start_and_does_not_grow_with_use(reopen: Reopen, tmp_path: Path) -> None:
    on_disk = reopen()
    log_file = tmp_path / "0" / "station.db-wal"
    reserved = log_file.stat().st_size
    assert reserved >= WAL_RESERVE_BYTES

    for _ in range(300):
        add(on_disk)
        on_disk.tidy(is_idle=False)

    assert log_file.stat().st_size == reserved


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file of this process take another byte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_full_disk_refuses_the_intent_and_recovers_alone(reopen: Reopen) -> None:
    on_disk = reopen()
    add(on_disk)

    with full_disk(), pytest.raises(JournalUnwritable):
        on_disk.record_intent(an_intent())

    assert add(on_disk) == 2
    assert seqs(on_disk) == [1, 2]


def test_outcome_that_finds_the_disk_full_is_handed_over_and_written_later(reopen: Reopen) -> None:
    on_disk = reopen()
    seq = add(on_disk, outcome=None)

    with structlog.testing.capture_logs(), full_disk():
        on_disk.record_outcome(seq, Outcome.OPENED)
    assert [entry.outcome for entry in on_disk.entries_after(0, limit=5)] == ["opened"]
    on_disk.tidy(is_idle=True)

    assert [entry.outcome for entry in reopen().entries_after(0, limit=5)] == ["opened"]


def test_file_of_a_newer_genkan_is_left_alone(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    database.execute("PRAGMA user_version=99")
    database.close()

    with pytest.raises(StoreUnusable, match="newer Genkan"):
        open_database(tmp_path)


def test_file_of_the_version_before_keeps_its_entries_and_uses(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "station.db", isolation_level=None)) as old:
        old.executescript(f"{SCHEMA}{CREDENTIALS}PRAGMA user_version=2;")
        old.execute(
            "INSERT INTO journal VALUES"
            " (1, ?, 'release', 7, 'd', 'a', NULL, 'pin', NULL, 3, x'00', 'opened', 'k', 1)",
            ("1" * 32,),
        )
    with contextlib.closing(open_database(tmp_path)) as database:
        on_disk = SqliteJournal(database, kept=KEPT)
        assert on_disk.find("1" * 32) == Recorded(1, 7, Outcome.OPENED)
        assert on_disk.count_uses("k") == 1
        with pytest.raises(UseTaken):
            on_disk.record_intent(an_intent(key="k", use_no=1))
        assert add(on_disk) == 2
        on_disk.close()


def test_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "station.db").write_bytes(b"no database" * 1_000)

    with pytest.raises(StoreUnusable, match="not a database"):
        open_database(tmp_path)


def test_only_the_unit_itself_can_read_its_file(tmp_path: Path) -> None:
    open_database(tmp_path).close()

    assert (tmp_path / "station.db").stat().st_mode & 0o077 == 0
