"""What a station refuses with, the server understands."""

import pytest

from genkan.server.access import release_door
from genkan.server.access.errors import (
    ClockUnsure,
    DoorBlocked,
    RelayFailed,
    ReleaseLate,
    ReleaseUnconfirmed,
)
from genkan.server.platform.errors import DomainError, NotFound
from genkan.station.controller.release import Refusal
from genkan.wire.frame import Refused, decode, encode

MEANING: dict[Refusal, type[DomainError]] = {
    Refusal.CLOCK_UNSURE: ClockUnsure,
    Refusal.LATE: ReleaseLate,
    Refusal.UNKNOWN_DOOR: NotFound,
    Refusal.BLOCKED: DoorBlocked,
    Refusal.JOURNAL_UNWRITABLE: RelayFailed,  # for the person at the door the same: it stayed shut
    Refusal.RELAY_FAILED: RelayFailed,
    Refusal.OUTCOME_UNKNOWN: ReleaseUnconfirmed,
}


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_of_a_station_is_told_as_what_it_is(refusal: Refusal) -> None:
    answer = decode(encode("refused", Refused(reason=refusal.value), re="ask"))

    with pytest.raises(MEANING[refusal]):
        release_door.read_answer(answer)
