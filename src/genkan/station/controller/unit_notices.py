"""What somebody should hear of the keypad or of a door; it reaches them with the journal."""

from collections.abc import Callable

import structlog

from genkan.core.keypad import Notices
from genkan.station.clock import Reading, ServerClock
from genkan.station.store.journal import Intent, Journal, JournalUnwritable, Outcome
from genkan.wire.ids import new_id
from genkan.wire.station import ShowConfig

log = structlog.get_logger(__name__)

UNKNOWN_UNCERTAINTY_MS = 2**31 - 1  # the journal's word for a time that was not known


class UnitNotices:
    """Enters notices into the journal."""

    def __init__(self, journal: Journal, clock: ServerClock, journalled: Callable[[], None]) -> None:
        self._journal = journal
        self._clock = clock
        self._journalled = journalled

    def tell(self, notices: Notices, config: ShowConfig | None) -> None:
        """Enter who should hear of a wrong entry."""
        if config is None or not config.doors:
            return
        if notices.household_id is not None:
            self._note("pin-guessed", notices.household_id, config)
        if notices.manager:
            self._note("keypad-guessed", None, config)

    def tell_of_door(self, what: str, door_id: str, config: ShowConfig) -> None:
        """Enter what a door monitor saw."""
        self._note(what, None, config, door_id=door_id)

    def tell_of_unit(self, what: str, config: ShowConfig | None) -> bool:
        """Enter what happened to the unit itself; False while the unit does not know where it stands."""
        return config is not None and bool(config.doors) and self._note(what, None, config)

    def _note(
        self, what: str, household_id: str | None, config: ShowConfig, *, door_id: str | None = None
    ) -> bool:
        at = read_time(self._journal, self._clock)
        intent = Intent(
            event_id=new_id(),
            at_ms=at.now_ms,
            door_id=door_id or config.doors[0].door_id,
            actor_id=config.station_id,
            via=what,
            household_id=household_id,
            call_id=None,
            clock_uncertainty_ms=at.uncertainty_ms,
            kind="notice",
        )
        try:
            self._journal.record_outcome(self._journal.record_intent(intent), Outcome.OPENED)
        except JournalUnwritable as error:
            log.warning("station.journal.unwritable", fault=str(error))
            return False
        self._journalled()
        return True


def read_time(journal: Journal, clock: ServerClock) -> Reading:
    """Give the time for the journal; where it is not known, that of the entry before."""
    reading = clock.read()
    if reading is not None:
        return reading
    last = journal.entries_after(journal.next_seq - 2, limit=1)
    return Reading(last[0].at_ms if last else 0, UNKNOWN_UNCERTAINTY_MS)
