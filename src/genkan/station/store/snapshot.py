"""What the unit decides by: every credential that opens one of its doors, found by what is shown."""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from genkan.core.access import AccessDecision, AccessRequest, Denied, DenyReason, Granted, decide_access
from genkan.core.credentials import CredentialKind, PinHashing
from genkan.core.keypad import LivePins
from genkan.core.rights import DoorFact, Right
from genkan.core.schedules import find_change
from genkan.wire.rights import CredentialEntry, SnapshotHeader
from genkan.wire.schedule import ScheduleUnfit, read_schedule

log = structlog.get_logger(__name__)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_UTC = ZoneInfo("UTC")


@dataclass(slots=True, kw_only=True)
class KeptCredential:
    """One credential as the unit keeps it.

    The last grant is kept with how long it holds without a second thought, and in the object itself: one
    credential among thousands lies in no cache, and each object behind it would be one more wait for memory.
    """

    entry: CredentialEntry
    kind: CredentialKind
    rights: tuple[Right, ...]
    zone: ZoneInfo
    _last: AccessDecision = field(default=Denied(DenyReason.NO_RIGHT), init=False)
    _door_id: str | None = field(default=None, init=False)  # whose door the last grant is about
    _from_ms: int = field(default=0, init=False)
    _until_ms: int = field(default=0, init=False)
    _uses: int = field(default=0, init=False)  # the last grant holds while fewer are counted

    @property
    def credential_id(self) -> str:
        return self.entry.credential_id

    def opens(self, door_id: str) -> bool:
        """Whether some right of it is on the door, at whatever time."""
        return any(right.door_id == door_id for right in self.rights)

    def decide(self, door_id: str, at_ms: int, used: int) -> AccessDecision:
        """Decide whether it passes the door at the server's time. The same decision as the server's own."""
        if self._door_id == door_id and self._from_ms <= at_ms < self._until_ms and used < self._uses:
            return self._last
        return self._decide_anew(door_id, at_ms, used)

    def decide_without_time(self, door_id: str) -> AccessDecision:
        """Decide while the time is not known: only what never depends on it is granted."""
        rights = [right for right in self.rights if right.door_id == door_id]
        untimed = next((right for right in rights if not right.is_timed), None)
        if untimed is not None:
            return Granted(untimed)
        return Denied(DenyReason.NOT_NOW if rights else DenyReason.NO_RIGHT)

    def _decide_anew(self, door_id: str, at_ms: int, used: int) -> AccessDecision:
        at = _EPOCH + at_ms * _MILLISECOND
        door = DoorFact(door_id=door_id, building_id="", property_id="", zone=self.zone)
        request = AccessRequest(holder_id=self.credential_id, door=door, rights=self.rights, used=used)
        decision = decide_access(request, at=at)
        if isinstance(decision, Granted):
            right = decision.right
            until = find_change(right.schedules, at, self.zone)
            if right.until is not None:
                until = min(until, right.until)
            self._door_id, self._last = door_id, decision
            self._from_ms, self._until_ms = at_ms, (until - _EPOCH) // _MILLISECOND
            self._uses = sys.maxsize if right.uses is None else right.uses
        return decision


@dataclass(slots=True)
class Snapshot:
    """All credentials of the unit, at one change number of the property."""

    header: SnapshotHeader
    number: int
    epoch: str
    by_id: dict[str, KeptCredential] = field(default_factory=dict)
    _pins: dict[bytes, list[KeptCredential]] = field(default_factory=dict)
    _keys: dict[bytes, KeptCredential] = field(default_factory=dict)
    _homes: dict[bytes, set[str]] = field(default_factory=dict)  # home hash → households with a PIN
    _live: LivePins | None = None

    @property
    def hashing(self) -> PinHashing:
        """How the PINs here are hashed."""
        return PinHashing(salt=self.header.salt, cost=self.header.cost)

    @property
    def live_pins(self) -> LivePins:
        """How many PINs of each length there are to be guessed."""
        if self._live is None:
            homes: Counter[int] = Counter()
            staff: Counter[int] = Counter()
            for kept in self.by_id.values():
                if kept.kind is CredentialKind.PIN:
                    (staff if kept.entry.household_id is None else homes)[kept.entry.length] += 1
            self._live = LivePins(homes=homes, staff=staff)
        return self._live

    def find_pins(self, verifier: bytes) -> list[KeptCredential]:
        """Give whose PIN it is; mostly one, for PINs of a building differ."""
        return self._pins.get(verifier, [])

    def find_key(self, verifier: bytes) -> KeptCredential | None:
        """Give the key, or None."""
        return self._keys.get(verifier)

    def find_households(self, home_hash: bytes) -> set[str]:
        """Give the households with a PIN behind a home number that was typed."""
        return self._homes.get(home_hash, set())

    def put(self, entries: Iterable[CredentialEntry]) -> None:
        """Take the entries in, in place of those with the same ids."""
        zone = find_zone(self.header.time_zone)
        for entry in entries:
            self.remove((entry.credential_id,))
            kept = _keep(entry, zone)
            if kept is None:
                continue
            self.by_id[entry.credential_id] = kept
            if kept.kind is CredentialKind.QR:
                self._keys[entry.verifier] = kept
                continue
            self._pins.setdefault(entry.verifier, []).append(kept)
            if entry.home_hash is not None and entry.household_id is not None:
                self._homes.setdefault(entry.home_hash, set()).add(entry.household_id)
        self._live = None

    def remove(self, credential_ids: Iterable[str]) -> None:
        """Forget the credentials."""
        for credential_id in credential_ids:
            kept = self.by_id.pop(credential_id, None)
            if kept is None:
                continue
            self._live = None
            entry = kept.entry
            if kept.kind is CredentialKind.QR:
                self._keys.pop(entry.verifier, None)
                continue
            others = [other for other in self._pins.get(entry.verifier, []) if other is not kept]
            if others:
                self._pins[entry.verifier] = others
            else:
                self._pins.pop(entry.verifier, None)
            if entry.home_hash is not None and entry.household_id is not None:
                self._homes.get(entry.home_hash, set()).discard(entry.household_id)


def find_zone(name: str) -> ZoneInfo:
    """Give the zone; UTC for one this machine does not know, which the log says."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        log.warning("station.zone.unknown", zone=name)
        return _UTC


def _keep(entry: CredentialEntry, zone: ZoneInfo) -> KeptCredential | None:
    try:
        rights = tuple(
            Right(
                holder_id=entry.credential_id,
                door_id=door_id,
                household_id=entry.household_id,
                since=_EPOCH + right.since_ms * _MILLISECOND,
                until=None if right.until_ms is None else _EPOCH + right.until_ms * _MILLISECOND,
                schedules=tuple(read_schedule(spec) for spec in right.schedules),
                uses=entry.uses,
            )
            for right in entry.rights
            for door_id in right.doors
        )
    except (ScheduleUnfit, OverflowError):
        log.warning("station.credential.unfit", credential_id=entry.credential_id)
        return None  # what cannot be read opens nothing
    return KeptCredential(entry=entry, kind=CredentialKind(entry.kind), rights=rights, zone=zone)
