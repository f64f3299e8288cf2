"""The journal of a unit: what it was about to do, durably, before it does it; and how that went."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from genkan.wire.station import JournalEntry, chain_digest

FIRST_DIGEST = bytes(32)
KEPT_ENTRIES = (
    10_000  # handed over or not, so that a repeated command is known and a restored server can catch up
)

OutcomeText = Literal["opened", "failed", "unknown"]


class Outcome(StrEnum):
    OPENED = "opened"  # the relay was driven
    FAILED = "failed"  # the relay was surely not driven
    UNKNOWN = "unknown"  # a crash or a silent relay: it may have been


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A release about to happen; or, by its kind, a use of a key given away, or something to be told."""

    event_id: str
    at_ms: int
    door_id: str
    actor_id: str
    via: str
    household_id: str | None
    call_id: str | None
    clock_uncertainty_ms: int
    kind: Literal["release", "claim", "notice"] = "release"
    credential_id: str | None = None  # what was shown at the door
    use_no: int | None = None  # which use of a counted key this is


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the journal knows about one event; no outcome yet while it is under way."""

    seq: int
    at_ms: int
    outcome: Outcome | None


def chain(previous: bytes, seq: int, intent: Intent) -> bytes:
    """Give the digest of the entry that follows `previous`."""
    return chain_digest(
        previous=previous,
        seq=seq,
        event_id=intent.event_id,
        at_ms=intent.at_ms,
        door_id=intent.door_id,
        actor_id=intent.actor_id,
        via=intent.via,
        credential_id=intent.credential_id,
        use_no=intent.use_no,
    )


def entry_of(seq: int, intent: Intent, digest: bytes, outcome: Outcome) -> JournalEntry:
    """Give the entry as the server takes it in."""
    return JournalEntry(
        seq=seq,
        event_id=intent.event_id,
        kind=intent.kind,
        at_ms=intent.at_ms,
        outcome=outcome.value,
        door_id=intent.door_id,
        actor_id=intent.actor_id,
        via=intent.via,
        digest=digest,
        household_id=intent.household_id,
        call_id=intent.call_id,
        clock_uncertainty_ms=intent.clock_uncertainty_ms,
        credential_id=intent.credential_id,
        use_no=intent.use_no,
    )


class JournalUnwritable(Exception):
    """The disk does not take the intent: nothing may be driven."""


class UseTaken(Exception):
    """The use of the key stands in the journal already."""


class Journal(Protocol):
    """An append-only sequence of events, numbered from 1, each chained to the one before."""

    @property
    def next_seq(self) -> int:
        """The number the next entry will have."""

    @property
    def acknowledged_seq(self) -> int:
        """The last entry the server is known to keep."""

    def find(self, event_id: str) -> Recorded | None:
        """Give what is known about an event among the last KEPT_ENTRIES, or None."""

    def record_intent(self, intent: Intent) -> int:
        """Append the intent and return its number once it would survive a power cut.

        Raises JournalUnwritable, or UseTaken for a second intent with the same use of a key; then
        nothing was appended.
        """

    def count_uses(self, credential_id: str) -> int:
        """Give the highest use of the key that stands in the journal; 0 when none does."""

    def find_use(self, event_id: str) -> int | None:
        """Give which use of a key the event took; None when it took none."""

    def foresee(self, seq: int, outcome: Outcome) -> JournalEntry:
        """Give the entry of a recorded intent as it will be once this outcome is recorded."""

    def record_outcome(self, seq: int, outcome: Outcome) -> None:
        """Add how it went. Survives a crash of the program; after a power cut it may read `unknown`."""

    def entries_after(self, seq: int, *, limit: int) -> list[JournalEntry]:
        """Give entries after `seq`, in order and without gaps, up to the first whose outcome is not known."""

    def acknowledge(self, seq: int) -> None:
        """Note that the server keeps everything up to `seq`."""

    def continue_after(self, seq: int) -> None:
        """Number the next entry above `seq`, which this journal has not reached itself."""

    def tidy(self, *, is_idle: bool) -> None:
        """Forget what need not be kept and make room for the next intents, if that is due.

        May take as long as a few disk writes, so it is called between releases: `is_idle` when there was
        none for a while, else when there is a short break.
        """

    def close(self) -> None:
        """Write everything down."""
