"""What a station keeps to decide by itself: credentials and their rights, without names and numbers."""

from typing import Annotated, Literal

import msgspec

from genkan.wire.frame import Body
from genkan.wire.schedule import ScheduleSpec

Id = Annotated[str, msgspec.Meta(max_length=64)]

ENTRIES_A_PAGE = 1_000  # some 300 KB: below the limit of a frame, and a page a moment


class RightEntry(Body, frozen=True, kw_only=True):
    """The credential passes these doors while every schedule is open, from `since_ms` until `until_ms`."""

    doors: list[Id]
    since_ms: int
    until_ms: int | None = None  # exclusive
    schedules: tuple[ScheduleSpec, ...] = ()


class CredentialEntry(Body, frozen=True, kw_only=True):
    """One credential. `verifier` is a hash; nothing here can be shown at a door."""

    credential_id: Id
    kind: Literal["pin", "qr"]
    verifier: bytes
    rights: list[RightEntry]
    household_id: Id | None = None  # None: one of the staff
    home_hash: bytes | None = None  # of the home number, for the second step of the keypad
    length: int = 0  # digits of a PIN
    uses: int | None = None
    used: int = 0  # uses the server knows of
    home_station_id: Id | None = None  # the one station that counts the uses


class SnapshotHeader(Body, frozen=True, kw_only=True):
    """What all credentials of a station have in common."""

    time_zone: str
    salt: bytes
    cost: int
    stations: dict[str, str]  # id → name of the property's stations: where a counted key works
    key_kept_by: Literal["unit", "server"] = "unit"


class SyncPull(Body, frozen=True, kw_only=True):
    """Ask for what has changed after a change number (0: everything). Reply: SyncPage.

    `epoch` is the one of the last page; another one at the server makes the answer full.
    """

    since: int
    epoch: Annotated[str, msgspec.Meta(max_length=64)] = ""
    cursor: Annotated[str, msgspec.Meta(max_length=128)] | None = None  # of the page before


class SyncPage(Body, frozen=True, kw_only=True):
    """One page of changes. `removed` all stand on the first page, for ended rights bite first.

    `full`: what the station has and no page of this answer names is gone. With the last page (`next`
    is None) the station is at `number`.
    """

    number: int
    epoch: str
    full: bool
    entries: list[CredentialEntry]
    removed: tuple[str, ...] = ()
    header: SnapshotHeader | None = None  # on the first page
    next: str | None = None


class SyncHurry(Body, frozen=True, kw_only=True):
    """Something the station decides by has changed; pull when below this number."""

    number: int = 0


class KeyClaim(Body, frozen=True, kw_only=True):
    """Take one use of a counted key (ask). Station → server → the station that counts it.

    `event_id` is the opening it is taken for: the same one gets the same number. Reply: KeyClaimed; or
    Refused (key-used-up, key-home-unreachable, not-found).
    """

    credential_id: Id
    event_id: Id
    door_id: Id
    station_id: Id = ""  # the asking one, filled in by the server


class KeyClaimed(Body, frozen=True, kw_only=True):
    """The use is taken, durably, whether or not the door then opens."""

    use_no: int


class HouseholdAsk(Body, frozen=True, kw_only=True):
    """Ask the phones of a household whether the PIN just typed was theirs (ask).

    Reply: Nothing; or Refused (too-often, household-unreachable). The answer follows as HouseholdAnswer.
    """

    prompt_id: Id
    household_id: Id
    lifetime_ms: int


class HouseholdAnswer(Body, frozen=True, kw_only=True):
    """What a phone of the household said."""

    prompt_id: Id
    allowed: bool
    person_id: Id


class StoreKey(Body, frozen=True, kw_only=True):
    """The key of the station's store, where the server keeps it."""

    key: bytes
