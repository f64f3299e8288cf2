"""What a unit keeps of credentials: one suite for file and memory, then what only a disk must promise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from genkan.core.credentials import hash_key, hash_pin
from genkan.core.keypad import DAY_MS, Step, WrongEntry
from genkan.station.store.database import StoreUnusable
from genkan.station.store.rights import MemoryRights
from genkan.station.store.sealed_rights import FILE_NAME, SealedRights
from genkan.station.store.sealing import KEY_FILE_NAME
from genkan.wire.ids import new_id
from harness.keys import CHEAP, a_header, a_page, a_pin, a_qr
from harness.station_parts import ManualTime

KEY = bytes(range(16))
SERVER_KEY = bytes(32)


@pytest.fixture(params=["disk", "memory"])
def rights(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryRights]:
    kept = SealedRights(tmp_path) if request.param == "disk" else MemoryRights()
    yield kept
    kept.close()


def opens(rights: MemoryRights, key: bytes = KEY) -> bool:
    return rights.snapshot is not None and rights.snapshot.find_key(hash_key(key)) is not None


def test_there_is_nothing_to_decide_by_before_the_first_answer(rights: MemoryRights) -> None:
    assert not opens(rights)
    assert (rights.number, rights.epoch) == (0, "")


def test_a_full_answer_counts_when_its_last_page_is_in(rights: MemoryRights) -> None:
    pin = a_pin("493027")
    rights.take_in(a_page(a_qr(KEY), number=7, next="more"))
    assert not opens(rights)
    rights.take_in(a_page(pin, number=7, header=None))
    assert (rights.number, rights.epoch) == (7, "e")
    assert opens(rights)
    assert rights.snapshot is not None
    assert [kept.credential_id for kept in rights.snapshot.find_pins(pin.verifier)] == [pin.credential_id]


def test_a_full_answer_leaves_nothing_of_before(rights: MemoryRights) -> None:
    rights.take_in(a_page(a_qr(KEY)))
    rights.take_in(a_page(a_pin("493027"), number=2))
    assert not opens(rights)


def test_a_change_adds_replaces_and_removes(rights: MemoryRights) -> None:
    gone, other = a_qr(KEY), bytes(16)
    rights.take_in(a_page(gone))
    rights.take_in(a_page(a_qr(other), number=3, full=False, removed=(gone.credential_id,)))
    assert rights.number == 3
    assert not opens(rights)
    assert opens(rights, other)


def test_what_ended_is_gone_with_the_first_page(rights: MemoryRights) -> None:
    gone = a_qr(KEY)
    rights.take_in(a_page(gone))
    rights.take_in(a_page(number=3, full=False, removed=(gone.credential_id,), next="more"))
    assert not opens(rights)
    assert rights.number == 1  # the rest is still to come


def test_live_pins_are_counted_by_length(rights: MemoryRights) -> None:
    staff = a_pin("48251937", home=None, household=None)
    rights.take_in(a_page(a_pin("493027"), a_pin("602851", home="102", household="c" * 32), staff, a_qr(KEY)))
    assert rights.snapshot is not None
    live = rights.snapshot.live_pins
    assert (dict(live.homes), dict(live.staff)) == ({6: 2}, {8: 1})


# ── only on the disk ────────────────────────────────────────────────────────────────────────────


def test_rights_survive_a_restart_and_changes_with_them(tmp_path: Path) -> None:
    gone, pin = a_qr(KEY), a_pin("493027")
    first = SealedRights(tmp_path)
    first.take_in(a_page(gone, pin))
    first.take_in(a_page(number=2, full=False, removed=(gone.credential_id,)))
    first.close()
    second = SealedRights(tmp_path)
    assert second.number == 2
    assert not opens(second)
    assert second.snapshot is not None
    assert second.snapshot.find_pins(hash_pin("493027", CHEAP))
    second.close()


def test_a_full_answer_that_was_broken_off_leaves_the_one_before(tmp_path: Path) -> None:
    first = SealedRights(tmp_path)
    first.take_in(a_page(a_qr(KEY)))
    first.take_in(a_page(a_qr(bytes(16)), number=9, next="more"))
    first.close()
    second = SealedRights(tmp_path)
    assert second.number == 1
    assert opens(second)
    assert not opens(second, bytes(16))
    second.close()


def test_a6_the_file_shows_nothing_without_its_key(tmp_path: Path) -> None:
    pin, key = a_pin("493027"), a_qr(KEY)
    rights = SealedRights(tmp_path)
    rights.take_in(a_page(pin, key))
    rights.close()
    found = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE_NAME}*"))
    for secret in (
        pin.verifier,
        key.verifier,
        CHEAP.salt,
        b"493027",
        "正面玄関".encode(),
        pin.home_hash or b"",
    ):
        assert secret not in found
    (tmp_path / KEY_FILE_NAME).unlink()
    assert SealedRights(tmp_path).snapshot is None


def test_a_row_moved_to_another_credential_is_noticed(tmp_path: Path) -> None:
    rights = SealedRights(tmp_path)
    mine, other = a_qr(KEY), a_qr(bytes(16))
    rights.take_in(a_page(mine, other))
    rights._database.execute(  # noqa: SLF001 - somebody writes into the file
        "UPDATE sealed SET content = (SELECT content FROM sealed WHERE id = ?) WHERE id = ?",
        (mine.credential_id, other.credential_id),
    )
    rights.close()
    assert SealedRights(tmp_path).snapshot is None  # and is fetched anew


def test_with_the_servers_key_the_unit_keeps_none_and_asks_after_each_start(tmp_path: Path) -> None:
    first = SealedRights(tmp_path)
    first.take_in(a_page(a_qr(bytes(16))))
    first.use_key_of("server")
    assert first.needs_key
    assert not opens(first)
    assert not (tmp_path / KEY_FILE_NAME).exists()
    first.unlock(SERVER_KEY)
    first.take_in(a_page(a_qr(KEY), header=a_header(key_kept_by="server")))
    first.close()
    second = SealedRights(tmp_path)
    assert second.needs_key
    assert not opens(second)
    second.unlock(SERVER_KEY)
    assert opens(second)
    second.close()


def test_the_unit_can_be_given_its_key_back(tmp_path: Path) -> None:
    rights = SealedRights(tmp_path)
    rights.use_key_of("server")
    rights.use_key_of("unit")
    assert not rights.needs_key
    assert (tmp_path / KEY_FILE_NAME).exists()
    rights.close()


def test_rights_that_are_forgotten_are_nowhere_any_more(tmp_path: Path) -> None:
    rights = SealedRights(tmp_path)
    rights.take_in(a_page(a_qr(KEY)))
    rights.forget_all()
    assert not opens(rights)
    rights.close()
    assert SealedRights(tmp_path).snapshot is None


def test_guesses_count_over_a_restart_by_a_clock_that_never_runs_back(tmp_path: Path) -> None:
    time = ManualTime()
    first = SealedRights(tmp_path, monotonic=time)
    time.advance(ms=1_000)
    entry = WrongEntry(
        entry_id=new_id(),
        at_ms=first.steady_ms(),
        length=6,
        step=Step.WITH_HOME,
        session="s",
        household_id="h",
    )
    first.keep_entry(entry)
    time.advance(ms=9_000)
    late = first.steady_ms()
    first.close()
    booted = ManualTime()  # the machine's clock begins anew
    second = SealedRights(tmp_path, monotonic=booted)
    assert second.steady_ms() == late
    [kept] = second.list_wrong_entries()
    assert (kept.entry_id, kept.at_ms, kept.step, kept.household_id) == (
        entry.entry_id,
        entry.at_ms,
        entry.step,
        "h",
    )
    second.forget_entries([entry.entry_id])
    assert second.list_wrong_entries() == []
    second.close()


def test_guesses_older_than_a_day_are_forgotten(tmp_path: Path) -> None:
    rights = SealedRights(tmp_path)
    for at_ms in (1, DAY_MS + 1):
        rights.keep_entry(WrongEntry(entry_id=new_id(), at_ms=at_ms, length=6, step=Step.ALONE, session="s"))
    assert [entry.at_ms for entry in rights.list_wrong_entries()] == [DAY_MS + 1]
    rights.close()


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    SealedRights(tmp_path).close()
    (tmp_path / KEY_FILE_NAME).chmod(0o644)
    with pytest.raises(StoreUnusable):
        SealedRights(tmp_path)
