"""The uses of counted keys: one station counts each key, in its journal; the others ask it."""

import hashlib
from dataclasses import dataclass

import structlog

from genkan.station.clock import ServerClock
from genkan.station.controller.ports import LinkLost
from genkan.station.controller.unit_notices import read_time
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.station.store.journal import Intent, Journal, JournalUnwritable, Outcome, UseTaken
from genkan.station.store.rights import MemoryRights
from genkan.wire.frame import Refused
from genkan.wire.panel import EntryOutcome
from genkan.wire.rights import CredentialEntry, KeyClaim, KeyClaimed
from genkan.wire.station import ShowConfig

log = structlog.get_logger(__name__)

USED_UP = "key-used-up"
HOME_UNREACHABLE = "key-home-unreachable"
NOT_FOUND = "not-found"
CLAIM_ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRefused:
    """Why no use of the key can be taken here and now."""

    outcome: EntryOutcome
    entrance: str | None = None


class KeyUses:
    """Takes uses: here where this station counts the key, at the one that does through the server."""

    def __init__(
        self, *, rights: MemoryRights, journal: Journal, clock: ServerClock, slot: UplinkSlot
    ) -> None:
        self._rights = rights
        self._journal = journal
        self._clock = clock
        self._slot = slot
        self._config: ShowConfig | None = None

    def use_config(self, config: ShowConfig) -> None:
        """Be this station from now on."""
        self._config = config

    def count(self, entry: CredentialEntry) -> int:
        """Give how often the key was used, as far as is known here."""
        if entry.uses is None:
            return 0
        return max(entry.used, self._journal.count_uses(entry.credential_id))

    async def take(self, entry: CredentialEntry, *, event_id: str, door_id: str) -> int | UseRefused:
        """Give the number of the use taken for the event; or why there is none."""
        if self._is_counted_here(entry):
            use_no = self.count(entry) + 1
            return UseRefused(outcome="used_up") if use_no > (entry.uses or 0) else use_no
        return await self._claim(entry, event_id, door_id)

    def give(self, claim: KeyClaim) -> KeyClaimed | Refused:
        """Give a use of a key this station counts to another station, durably; twice for the same event."""
        snapshot = self._rights.snapshot
        kept = None if snapshot is None else snapshot.by_id.get(claim.credential_id)
        if kept is None or kept.entry.uses is None or not self._is_counted_here(kept.entry):
            return Refused(reason=NOT_FOUND)
        claim_id = _claim_id(claim.event_id)
        given = self._journal.find_use(claim_id)
        if given is not None:
            return KeyClaimed(use_no=given)
        use_no = self.count(kept.entry) + 1
        if use_no > kept.entry.uses:
            return Refused(reason=USED_UP)
        reading = read_time(self._journal, self._clock)
        intent = Intent(
            event_id=claim_id,
            at_ms=reading.now_ms,
            door_id=claim.door_id,
            actor_id=claim.credential_id,
            via="claim",
            household_id=kept.entry.household_id,
            call_id=None,
            clock_uncertainty_ms=reading.uncertainty_ms,
            kind="claim",
            credential_id=claim.credential_id,
            use_no=use_no,
        )
        try:
            self._journal.record_outcome(self._journal.record_intent(intent), Outcome.OPENED)
        except (UseTaken, JournalUnwritable) as error:
            log.warning("station.key.not_given", fault=str(error))
            return Refused(reason=HOME_UNREACHABLE)
        return KeyClaimed(use_no=use_no)

    async def _claim(self, entry: CredentialEntry, event_id: str, door_id: str) -> int | UseRefused:
        elsewhere = UseRefused(outcome="other_entrance", entrance=self._name_home(entry))
        uplink = self._slot.find()
        if uplink is None:
            return elsewhere
        claim = KeyClaim(credential_id=entry.credential_id, event_id=event_id, door_id=door_id)
        try:
            answer = await uplink.ask("key.claim", claim, KeyClaimed)
        except LinkLost:
            return elsewhere  # it may have been given: a use too few, never one too many
        match answer:
            case KeyClaimed(use_no=use_no):
                return use_no
            case Refused(reason="key-used-up"):
                return UseRefused(outcome="used_up")
            case Refused(reason="not-found"):
                return UseRefused(outcome="unknown")
            case Refused():
                return elsewhere

    def _is_counted_here(self, entry: CredentialEntry) -> bool:
        return self._config is not None and entry.home_station_id == self._config.station_id

    def _name_home(self, entry: CredentialEntry) -> str | None:
        snapshot = self._rights.snapshot
        return None if snapshot is None else snapshot.header.stations.get(entry.home_station_id or "")


def _claim_id(event_id: str) -> str:
    """Give the id of the claim's own entry: the opening it is for has the other."""
    return hashlib.blake2b(f"claim\n{event_id}".encode(), digest_size=CLAIM_ID_BYTES).hexdigest()
