"""Credentials as a server would send them to a station."""

from genkan.core.credentials import PinHashing, hash_home_number, hash_key, hash_pin, write_qr_text
from genkan.core.schedules import Schedule
from genkan.wire.ids import new_id
from genkan.wire.rights import CredentialEntry, RightEntry, SnapshotHeader, SyncPage
from genkan.wire.schedule import write_schedule
from harness.station_parts import FRONT_DOOR, SERVER_MS

CHEAP = PinHashing(salt=b"salt of this building", cost=2)
HERE = "5" * 32  # the station of station_parts
THERE = "6" * 32
BEGAN_MS = SERVER_MS - 86_400_000


async def hash_cheaply(digits: str, hashing: PinHashing) -> bytes:
    """Hash a PIN at once: these hashings cost nothing."""
    return hash_pin(digits, hashing)


def a_header(**changes: object) -> SnapshotHeader:
    values: dict[str, object] = {
        "time_zone": "Asia/Tokyo",
        "salt": CHEAP.salt,
        "cost": CHEAP.cost,
        "stations": {HERE: "正面玄関", THERE: "裏口"},
    }
    return SnapshotHeader(**(values | changes))  # type: ignore[arg-type]


def a_right(
    *schedules: Schedule, doors: tuple[str, ...] = (FRONT_DOOR,), until_ms: int | None = None
) -> RightEntry:
    return RightEntry(
        doors=list(doors),
        since_ms=BEGAN_MS,
        until_ms=until_ms,
        schedules=tuple(write_schedule(schedule) for schedule in schedules),
    )


def a_pin(
    pin: str,
    *rights: RightEntry,
    home: str | None = "101",
    building: str | None = None,
    household: str | None = "b" * 32,
) -> CredentialEntry:
    return CredentialEntry(
        credential_id=new_id(),
        kind="pin",
        verifier=hash_pin(pin, CHEAP),
        rights=list(rights or (a_right(),)),
        household_id=household,
        home_hash=None if home is None else hash_home_number(home, CHEAP, building),
        length=len(pin),
    )


def a_qr(
    key: bytes, *rights: RightEntry, uses: int | None = None, used: int = 0, counted_at: str = HERE
) -> CredentialEntry:
    return CredentialEntry(
        credential_id=new_id(),
        kind="qr",
        verifier=hash_key(key),
        rights=list(rights or (a_right(),)),
        household_id="b" * 32,
        uses=uses,
        used=used,
        home_station_id=None if uses is None else counted_at,
    )


def a_page(*entries: CredentialEntry, number: int = 1, full: bool = True, **changes: object) -> SyncPage:
    values: dict[str, object] = {
        "number": number,
        "epoch": "e",
        "full": full,
        "entries": list(entries),
        "header": a_header(),
    }
    return SyncPage(**(values | changes))  # type: ignore[arg-type]


def text_of(key: bytes) -> str:
    return write_qr_text(key)
