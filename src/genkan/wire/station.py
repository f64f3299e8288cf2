"""The link between the server and one door station."""

import hashlib
from typing import Annotated, Literal

import msgspec

from genkan.wire.call import CallRef, CallSay, CallSignal, IceServer, LegView, ServedBuilding, WordView
from genkan.wire.frame import Body, Bye, Nothing, Ping, Pong, Refused
from genkan.wire.rights import (
    HouseholdAnswer,
    HouseholdAsk,
    KeyClaim,
    KeyClaimed,
    StoreKey,
    SyncHurry,
    SyncPage,
    SyncPull,
)

Id = Annotated[str, msgspec.Meta(max_length=64)]

SIGNATURE_CONTEXT = b"genkan station link v1\n"  # so that a signature fits no other protocol
SNAPSHOT_LIMIT_BYTES = 256 * 1024


def signed_bytes(*, nonce: str, station_id: str) -> bytes:
    """Give what the station's Ed25519 key signs to open the link."""
    return SIGNATURE_CONTEXT + f"{nonce}\n{station_id}".encode()


def chain_digest(  # noqa: PLR0913 - everything an entry says
    *,
    previous: bytes,
    seq: int,
    event_id: str,
    at_ms: int,
    door_id: str,
    actor_id: str,
    via: str,
    credential_id: str | None = None,
    use_no: int | None = None,
) -> bytes:
    """Give the digest of a journal entry: 32 bytes that depend on every entry before it.

    Only what is known before the relay is driven goes in; the outcome may still be unknown.
    """
    text = "\n".join((str(seq), event_id, str(at_ms), door_id, actor_id, via))
    if credential_id is not None:
        text += f"\n{credential_id}\n{'' if use_no is None else use_no}"
    return hashlib.sha256(previous + text.encode()).digest()


# --- opening the link: server Challenge → station Hello → server Welcome | Bye -----------------
class Challenge(Body, frozen=True, kw_only=True):
    """The server's first frame."""

    nonce: str


class Hello(Body, frozen=True, kw_only=True):
    """The station's first frame: who it is, proven by its key."""

    station_id: Id
    signature: bytes
    version: Annotated[str, msgspec.Meta(max_length=64)]
    next_seq: int  # the sequence number its next journal entry will have


class Welcome(Body, frozen=True, kw_only=True):
    """The link is open. `acknowledged_seq`: the last journal entry the server keeps durably."""

    server_ms: int
    server_id: str
    acknowledged_seq: int


# --- down -----------------------------------------------------------------------------------
class DoorConfig(Body, frozen=True, kw_only=True):
    """A door one of the station's relays releases."""

    door_id: str
    name: str
    relay: int  # 1 to 3
    release_ms: int


class OpenHours(Body, frozen=True, kw_only=True):
    """Opening hours of one weekday, 0 for Monday, in minutes of the day."""

    weekday: int
    from_minute: int
    to_minute: int


class NightHours(Body, frozen=True, kw_only=True):
    """When the unit is softer, in minutes of the day; may pass midnight."""

    from_minute: int
    to_minute: int
    volume: int  # per cent of the day's


class ShowConfig(Body, frozen=True, kw_only=True):
    """What the station is and shows; kept by the station for the time without link."""

    station_id: str
    name: str
    building_name: str
    time_zone: str
    doors: list[DoorConfig]
    languages: tuple[str, ...] = ("ja", "en")
    idle_s: int = 20
    home_number_digits: int = 8  # the longest home number the keypad takes
    has_directory: bool = False
    takes_pictures: bool = True  # of a visitor whose call nobody takes, and of who uses a key
    office_hours: tuple[OpenHours, ...] = ()  # none: no 「管理室」 key
    night: NightHours | None = None
    building_id: str = ""  # where it stands
    buildings: tuple[ServedBuilding, ...] = ()  # 棟 to choose from, by name; none: only its own
    volume: int = 100  # per cent of what the unit can, by day
    brightness: int = 100  # per cent of what the screen can
    night_brightness: int = 100  # the same at night, while nobody uses it


class Release(Body, frozen=True, kw_only=True):
    """Release a door once (ask). Reply: Released; or Refused (late, seen, unknown_door, relay_failed)."""

    command_id: Id
    door_id: Id
    actor_id: Id  # opaque id of the person
    via: Literal["app", "call", "telephone", "manager", "check"]
    issued_ms: int  # the tap, by the server's clock
    lifetime_ms: int  # measured from issued_ms; later than that nobody is in front of the door
    household_id: Id | None = None
    call_id: Id | None = None


class Released(Body, frozen=True, kw_only=True):
    """The relay was driven, at `at_ms`. A repeated command gets the first answer and no second pulse."""

    event_id: str
    at_ms: int
    entry: "JournalEntry | None" = None  # rides along when it is the next one to hand over


class StationCall(Body, frozen=True, kw_only=True):
    """The call the station is in, or its last one."""

    call_id: str
    version: int
    phase: str
    home_number: str
    leg: str  # the station's own leg
    legs: list[LegView]  # the others
    started_ms: int
    ice: list[IceServer]
    end: str | None = None
    answered_by: str | None = None  # leg id
    deadline_ms: int | None = None
    kind: str = "home"  # home | office | view
    words: tuple[WordView, ...] = ()
    building_id: str = ""  # of the home that is called


class ShowCall(Body, frozen=True, kw_only=True):
    """The station's call now; None when it has none."""

    call: StationCall | None = None


class JournalAcknowledged(Body, frozen=True, kw_only=True):
    """The server keeps everything up to `seq` durably; the station may forget it."""

    seq: int


class DirectoryEntry(Body, frozen=True, kw_only=True):
    """One home. A household that chose no name has none."""

    home_number: str
    name: str | None = None


class DirectoryList(Body, frozen=True, kw_only=True):
    """Ask for 「居住者一覧」 of a building the station serves; without one, of its own."""

    building_id: Id | None = None


class Directory(Body, frozen=True, kw_only=True):
    """「居住者一覧」, for the screen only: the station keeps none of it."""

    entries: list[DirectoryEntry]


class CheckLineView(Body, frozen=True, kw_only=True):
    """One line of an installation check, as the unit's screen shows it."""

    part: str  # link | clock | turn | camera | microphone | loudspeaker | relay | monitor | nfc | call
    state: str  # waiting | asking | ok | failed | skipped | absent
    door_name: str = ""


class CheckView(Body, frozen=True, kw_only=True):
    """The installation check that runs at the unit. Its screen tries what is `wanted`, once a round."""

    check_id: str
    language: str
    round: int = 1
    code: str | None = None  # proves who types it in the portal to stand here; None: they have
    lines: tuple[CheckLineView, ...] = ()
    wanted: tuple[str, ...] = ()
    is_calling: bool = False  # a test call is made at the screen now
    ice: tuple[IceServer, ...] = ()  # to try the relay of media with


class ShowCheck(Body, frozen=True, kw_only=True):
    """The check that runs at the unit now; None: none does."""

    check: CheckView | None = None


DOWN: dict[str, type[Body]] = {
    "challenge": Challenge,
    "welcome": Welcome,
    "bye": Bye,
    "pong": Pong,
    "refused": Refused,
    "show.config": ShowConfig,
    "show.call": ShowCall,
    "door.release": Release,  # ask → Released
    "directory.list.reply": Directory,
    "call.place.reply": CallRef,
    "call.hang_up.reply": Nothing,
    "call.say.reply": Nothing,
    "call.snapshot.reply": Nothing,
    "key.picture.reply": Nothing,
    "call.signal": CallSignal,
    "call.alive": CallRef,
    "journal.acknowledged": JournalAcknowledged,
    "sync.pull.reply": SyncPage,
    "sync.hurry": SyncHurry,
    "key.claim": KeyClaim,  # ask → KeyClaimed: to the station that counts the key
    "key.claim.reply": KeyClaimed,
    "household.ask.reply": Nothing,
    "household.answer": HouseholdAnswer,  # tell
    "store.key.reply": StoreKey,
    "show.check": ShowCheck,
    "check.look": Nothing,  # ask → UnitFacts
    "check.report.reply": Nothing,
}


# --- up -------------------------------------------------------------------------------------
class CallPlace(Body, frozen=True, kw_only=True):
    """Call a home or the office (ask).

    Reply: CallRef; or Refused (home-unknown, home-busy, office-closed, station-busy, too-often).
    """

    home_number: Annotated[str, msgspec.Meta(max_length=16)]
    key: Id  # idempotency: a repeated ask gives the same call
    office: bool = False  # 「管理室」; the number is empty then
    building_id: Id | None = None  # of the home; None: the station's own building


class CallLegLost(Body, frozen=True, kw_only=True):
    """The panel's screen is gone (crashed, reloaded for too long): the visitor's side has dropped out."""

    call_id: Id


class CallSnapshot(Body, frozen=True, kw_only=True):
    """A picture of the visitor, taken while it rang (ask). JPEG, at most SNAPSHOT_LIMIT_BYTES."""

    call_id: Id
    jpeg: Annotated[bytes, msgspec.Meta(max_length=SNAPSHOT_LIMIT_BYTES)]


class KeyPicture(Body, frozen=True, kw_only=True):
    """A picture of whoever used a key, taken at the opening (ask). JPEG, at most SNAPSHOT_LIMIT_BYTES.

    Reply: Nothing; or Refused (not-found: the journal's entry of the use has not come in yet).
    """

    event_id: Id  # of the journal's entry
    jpeg: Annotated[bytes, msgspec.Meta(max_length=SNAPSHOT_LIMIT_BYTES)]


class JournalEntry(Body, frozen=True, kw_only=True):
    """One thing the station did, in its own sequence.

    `digest` chains the entries: SHA-256 over the previous digest and this entry's fields
    (`genkan.wire.station.chain_digest`), so a removed or changed entry shows.
    """

    seq: int
    event_id: Id  # the command id of a release
    # release: a relay was to be driven. claim: a use of a counted key was given to another station.
    # notice: something at the unit or a door that somebody should hear of; `via` says what.
    kind: Literal["release", "claim", "notice"]
    at_ms: int
    outcome: Literal["opened", "failed", "unknown"]
    door_id: Id
    actor_id: Id
    via: str
    digest: bytes
    household_id: Id | None = None
    call_id: Id | None = None
    clock_uncertainty_ms: int | None = None
    credential_id: Id | None = None  # what was shown: a PIN, a key
    use_no: int | None = None  # which use of a counted key this is


class JournalEntries(Body, frozen=True, kw_only=True):
    """The oldest entries the server has not acknowledged, in order, at most 200.

    An entry that rode on `Released` was handed over with it; it comes here only when nobody acknowledged it.
    """

    entries: Annotated[list[JournalEntry], msgspec.Meta(max_length=200)]


class Health(Body, frozen=True, kw_only=True):
    """How the unit is, told after the welcome, when it changes, and once a minute."""

    clock_uncertainty_ms: int | None = None
    panel_connected: bool = False
    camera: str = "unknown"  # ok | refused | missing | unknown
    microphone: str = "unknown"
    # Door id → closed | open | held | forced; a door without a monitor is missing.
    doors: dict[str, str] = msgspec.field(default_factory=dict)
    tampered: bool | None = None  # whether the unit's housing is open; None: it has no contact for that
    now_ms: int | None = None  # the server's time as the unit believes it to be; None: not known


class UnitFacts(Body, frozen=True, kw_only=True):
    """How the unit is, for an installation check."""

    panel_connected: bool
    is_in_call: bool
    clock_uncertainty_ms: int | None = None


class CheckResult(Body, frozen=True, kw_only=True):
    """What the screen found in one part of a check."""

    part: Literal["turn", "camera", "microphone", "loudspeaker"]
    state: Literal["ok", "failed", "asking"]  # asking: the installer's ears decide
    reason: Annotated[str, msgspec.Meta(max_length=16)] = ""  # of a failure, such as `missing`
    detail: Annotated[str, msgspec.Meta(max_length=40)] = ""  # a figure that needs no words


class CheckReport(Body, frozen=True, kw_only=True):
    """What the screen has tried in a round of a check (ask). Reply: Nothing; or Refused (check-over)."""

    check_id: Id
    round: int
    results: Annotated[list[CheckResult], msgspec.Meta(max_length=8)]


UP: dict[str, type[Body]] = {
    "hello": Hello,
    "ping": Ping,
    "refused": Refused,
    "door.release.reply": Released,
    "directory.list": DirectoryList,  # ask → Directory; or Refused (not-found: it is off)
    "call.place": CallPlace,  # ask → CallRef
    "call.hang_up": CallRef,  # ask → Nothing
    "call.lost": CallLegLost,  # tell
    "call.snapshot": CallSnapshot,  # ask → Nothing
    "key.picture": KeyPicture,  # ask → Nothing
    "call.say": CallSay,  # ask → Nothing: one of the visitor's phrases
    "call.signal": CallSignal,  # tell
    "call.alive": CallRef,  # tell, every 1.5 s while talking; the server sends it back
    "journal.entries": JournalEntries,  # tell; answered by journal.acknowledged after the commit
    "health": Health,  # tell
    "sync.pull": SyncPull,  # ask → SyncPage
    "key.claim": KeyClaim,  # ask → KeyClaimed
    "key.claim.reply": KeyClaimed,
    "household.ask": HouseholdAsk,  # ask → Nothing
    "store.key": Nothing,  # ask → StoreKey
    "check.look.reply": UnitFacts,
    "check.report": CheckReport,  # ask → Nothing
}
