"""A tap on 「ドアオープン」: decided here, done by the station, and honest about what became of it."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from genkan.core.access import DenyReason
from genkan.server.access.errors import (
    AccessDenied,
    ClockUnsure,
    DoorBlocked,
    RelayFailed,
    ReleaseLate,
    ReleaseUnconfirmed,
)
from genkan.server.access.release_door import COMMAND_LIFETIME, ReleaseDoor, Tap
from genkan.server.accounts.service import end_membership, list_memberships
from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, WEST_ENTRANCE
from genkan.server.journal.service import EventKind
from genkan.server.platform.clock import to_ms
from genkan.server.platform.errors import DomainError, NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.properties.service import set_door_blocked
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.wire.app import DoorReleased
from genkan.wire.frame import Refused
from genkan.wire.station import Release, Released
from harness.installation import Installation

HANAKO, ICHIRO, MANAGER = "100000101", "100000201", "100000901"
LIFETIME_S = COMMAND_LIFETIME.total_seconds()


@dataclass
class FakeCalls:
    ended: list[tuple[str, str, str]] = field(default_factory=list)

    async def end_opened(self, call_id: str, *, session_id: str, person_id: str) -> None:
        self.ended.append((call_id, session_id, person_id))


class Lobby:
    """The use case with its surroundings."""

    def __init__(self, installation: Installation, *, burst: int = 100) -> None:
        self.installation = installation
        self.link = installation.station_link
        self.link.answer = ("door.release.reply", Released(event_id="e", at_ms=1))
        self.calls = FakeCalls()
        self.metrics = Metrics()
        self.release = ReleaseDoor(
            database=installation.database,
            journal=installation.journal,
            station_link=self.link,
            calls=self.calls,
            clock=installation.clock,
            pace=RateLimit(per_second=0.1, burst=burst, monotonic=lambda: 0.0),
            metrics=self.metrics,
        )

    def tap(
        self, username: str = HANAKO, *, door_id: str = ENTRANCE, key: str = "k", ago_s: float = 0
    ) -> Tap:
        return Tap(
            person_id=self.installation.people[username],
            session_id="session",
            door_id=door_id,
            key=key,
            tapped_ms=to_ms(self.installation.clock.now()) - int(ago_s * 1000),
        )

    @property
    def commands(self) -> list[Release]:
        return [body for _, _, body in self.link.asked if isinstance(body, Release)]


async def test_a_residents_tap_reaches_the_station_of_the_door(installation: Installation) -> None:
    lobby = Lobby(installation)
    assert await lobby.release(lobby.tap(ago_s=1)) == DoorReleased(event_id="e", at_ms=1)
    [(station_id, kind, _)] = lobby.link.asked
    assert (station_id, kind) == (EAST_STATION, "door.release")
    [command] = lobby.commands
    assert command.lifetime_ms == 5_000
    assert command.issued_ms == to_ms(installation.clock.now()) - 1_000
    assert command.actor_id == installation.people[HANAKO]
    assert command.household_id is not None


async def test_the_same_tap_is_the_same_command_however_often_it_arrives(installation: Installation) -> None:
    lobby = Lobby(installation)
    for key in ("k", "k", "other"):
        await lobby.release(lobby.tap(key=key))
    first, again, other = (command.command_id for command in lobby.commands)
    assert first == again != other


@pytest.mark.parametrize(("username", "door_id"), [(HANAKO, WEST_ENTRANCE), (MANAGER, ENTRANCE)])
async def test_a_door_of_others_does_not_exist(
    installation: Installation, username: str, door_id: str
) -> None:
    lobby = Lobby(installation)
    with pytest.raises(NotFound):
        await lobby.release(lobby.tap(username, door_id=door_id))
    with pytest.raises(NotFound):
        await lobby.release(lobby.tap(username, door_id="0" * 32))
    assert lobby.link.asked == []


async def test_a_right_that_has_ended_opens_nothing_at_once(installation: Installation) -> None:
    lobby = Lobby(installation)
    at = installation.clock.now()
    person = installation.people[HANAKO]
    [membership] = await installation.database.read(
        lambda connection: list_memberships(connection, person, at)
    )
    await installation.database.write(lambda connection: end_membership(connection, membership.id, at))
    with pytest.raises(AccessDenied) as refusal:
        await lobby.release(lobby.tap())
    assert refusal.value.reason is DenyReason.ENDED
    assert lobby.link.asked == []


async def test_a_blocked_door_stays_locked_and_the_refusal_is_remembered(installation: Installation) -> None:
    lobby = Lobby(installation)
    await installation.database.write(
        lambda connection: set_door_blocked(connection, ENTRANCE, is_blocked=True)
    )
    with pytest.raises(DoorBlocked):
        await lobby.release(lobby.tap())
    assert lobby.link.asked == []
    memberships = await installation.database.read(
        lambda connection: list_memberships(connection, installation.people[HANAKO], installation.clock.now())
    )
    households = {row.household_id for row in memberships if row.household_id is not None}
    [event] = await installation.journal.list_for_households(households, before=None, limit=10)
    assert (event.kind, event.door_id, event.reason) == (EventKind.DOOR_DENIED, ENTRANCE, "door-blocked")


async def test_a_late_tap_opens_nothing(installation: Installation) -> None:
    lobby = Lobby(installation)
    with pytest.raises(ReleaseLate):
        await lobby.release(lobby.tap(ago_s=LIFETIME_S))
    assert lobby.link.asked == []


async def test_a_phone_whose_clock_runs_ahead_buys_no_time(installation: Installation) -> None:
    lobby = Lobby(installation)
    await lobby.release(lobby.tap(ago_s=-60))
    assert lobby.commands[0].issued_ms == to_ms(installation.clock.now())


@pytest.mark.parametrize(
    ("failure", "error"), [(StationOffline, StationOffline), (StationSilent, ReleaseUnconfirmed)]
)
async def test_an_unreachable_station_is_said_plainly(
    installation: Installation,
    failure: type[StationOffline] | type[StationSilent],
    error: type[DomainError],
) -> None:
    lobby = Lobby(installation)
    lobby.link.failure = failure
    with pytest.raises(error):
        await lobby.release(lobby.tap())
    assert len(lobby.link.asked) == 1, "never queued, never repeated"


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("late", ReleaseLate),
        ("clock-unsure", ClockUnsure),
        ("door-blocked", DoorBlocked),
        ("unknown-door", NotFound),
        ("outcome-unknown", ReleaseUnconfirmed),
        ("relay-failed", RelayFailed),
        ("journal-unwritable", RelayFailed),
        ("something-newer", RelayFailed),
    ],
)
async def test_each_refusal_of_the_station_is_a_refusal_here(
    installation: Installation, reason: str, error: type[DomainError]
) -> None:
    lobby = Lobby(installation)
    lobby.link.answer = ("refused", Refused(reason=reason))
    with pytest.raises(error):
        await lobby.release(replace(lobby.tap(), call_id="call"))
    assert lobby.calls.ended == [], "a call is not over before the door is open"


async def test_opening_from_a_call_ends_it(installation: Installation) -> None:
    lobby = Lobby(installation)
    await lobby.release(replace(lobby.tap(), call_id="call"))
    assert lobby.calls.ended == [("call", "session", installation.people[HANAKO])]
    assert lobby.commands[0].via == "call"


async def test_releases_are_paced_for_each_person_and_door(installation: Installation) -> None:
    lobby = Lobby(installation, burst=2)
    for key in ("1", "2"):
        await lobby.release(lobby.tap(key=key))
    with pytest.raises(TooOften) as refusal:
        await lobby.release(lobby.tap(key="3"))
    assert refusal.value.retry_after_ms is not None
    await lobby.release(lobby.tap(ICHIRO, key="1"))


async def test_what_became_of_taps_is_counted_without_names(installation: Installation) -> None:
    lobby = Lobby(installation)
    await lobby.release(lobby.tap(key="1"))
    lobby.link.failure = StationOffline
    with pytest.raises(StationOffline):
        await lobby.release(lobby.tap(key="2"))
    await asyncio.sleep(0)  # a release is counted when its answer has gone
    text = lobby.metrics.render().decode()
    assert 'genkan_door_releases_total{outcome="released"} 1.0' in text
    assert 'genkan_door_releases_total{outcome="station-offline"} 1.0' in text
    assert installation.people[HANAKO] not in text
