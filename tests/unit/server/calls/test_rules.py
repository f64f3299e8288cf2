"""A household's and a property's rules over a real database: muted, busy, backed up, office, looked at."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from genkan.core.call import BackupRule
from genkan.core.call import Released as DoorWasReleased
from genkan.core.call_events import Answered, HungUp
from genkan.core.legs import LegId
from genkan.core.quiet import DailyHours, Quiet, WeeklyHours
from genkan.core.rights import Audience, PolicyGrant
from genkan.server.access.policy_text import write_policy
from genkan.server.access.release_door import ReleaseDoor, Tap
from genkan.server.accounts.session_repository import SessionRow, add_session
from genkan.server.bootstrap.sample import BICYCLES, EAST, EAST_STATION, ENTRANCE, PROPERTY, WEST_ENTRANCE
from genkan.server.calls.directory import ListDirectory
from genkan.server.calls.errors import CallOver, HomeBusy, OfficeClosed, QuietUnfit, StationBusy, ViewOff
from genkan.server.calls.history import ListHistory
from genkan.server.calls.live_view import StartView
from genkan.server.calls.office import ReleaseFromOffice
from genkan.server.calls.place import WAITING_LIMIT
from genkan.server.calls.quiet import OwnQuiet
from genkan.server.households.rules import ManageRules
from genkan.server.journal.service import EventKind
from genkan.server.platform.clock import to_ms
from genkan.server.platform.errors import NotFound
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.operations import PersonActor, Scope, StationActor
from genkan.server.properties.entrance import EntranceSettings, ManageEntrance, SnapshotPolicy
from genkan.server.properties.errors import EntranceUnfit
from genkan.server.properties.service import set_door_policy
from genkan.server.stations.errors import StationOffline
from genkan.server.stations.service import StationRefresh, add_station
from genkan.wire.app import ShowCalls
from genkan.wire.call import CallSay
from genkan.wire.station import CallPlace, Released, ShowConfig
from harness.exchange import HANAKO, HOUSEHOLD_101, ICHIRO, KEN, MEMBERS, PHONES, STRANGERS, Exchange

SIDE = "f" * 32  # a second station of the building
MANAGER = "100000901"
STAFF = Scope(properties=frozenset({PROPERTY}))
ALL_WEEK = tuple(WeeklyHours(weekday=day, start=0, end=24 * 60) for day in range(7))


def at_side_door(exchange: Exchange) -> StationActor:
    return replace(exchange.installation.station, station_id=SIDE)


def somebody(exchange: Exchange, username: str) -> PersonActor:
    return PersonActor(
        person_id=exchange.installation.people[username], session_id=PHONES[username], memberships=()
    )


async def mute(exchange: Exchange, *usernames: str, quiet: Quiet | None = None) -> None:
    own = OwnQuiet(exchange.installation.database, exchange.installation.clock)
    until = exchange.installation.clock.now() + timedelta(hours=1)
    for username in usernames:
        await own.change(somebody(exchange, username), quiet or Quiet(until=until))


async def decide(exchange: Exchange, settings: EntranceSettings) -> None:
    installation = exchange.installation
    await ManageEntrance(
        database=installation.database,
        clock=installation.clock,
        stations=StationRefresh(installation.database, installation.station_link, installation.bus),
    ).change(STAFF, PROPERTY, settings)


async def open_side_door(exchange: Exchange) -> None:
    at = exchange.installation.clock.now()
    await exchange.installation.database.write(
        lambda connection: add_station(connection, station_id=SIDE, building_id=EAST, name="通用口", at=at)
    )


def phase_on(exchange: Exchange, username: str) -> list[str]:
    shown = exchange.installation.app_link.latest(PHONES[username])
    assert isinstance(shown, ShowCalls)
    return sorted(call.phase for call in shown.calls)


# --- 「おやすみ」 ---------------------------------------------------------------------------------
async def test_a_muted_device_does_not_ring_and_the_others_do(exchange: Exchange) -> None:
    await mute(exchange, HANAKO)
    await exchange.ring()
    assert {session for session, _, _ in exchange.installation.app_link.shown} == {PHONES[KEN]}


async def test_with_every_device_muted_the_visitor_is_told_at_once(exchange: Exchange) -> None:
    await mute(exchange, HANAKO, KEN)
    await exchange.ring()
    assert exchange.seen_at_door() == ("ended", "no_answer")
    history = ListHistory(exchange.installation.database, exchange.installation.journal)
    [item] = (await history(MEMBERS, before=None, limit=5)).items
    assert item.outcome == "no_answer"


async def test_a_mute_by_hours_follows_the_buildings_clock_and_ends(exchange: Exchange) -> None:
    night = Quiet(hours=DailyHours(start=17 * 60, end=19 * 60))  # it is 18:00 in Tokyo
    await mute(exchange, HANAKO, KEN, quiet=night)
    await exchange.ring(key="1")
    assert exchange.seen_at_door() == ("ended", "no_answer")
    exchange.installation.clock.move(3600)
    await exchange.ring(key="2")
    assert exchange.seen_at_door() == ("ringing", None)


async def test_a_mute_for_longer_than_a_day_is_refused(exchange: Exchange) -> None:
    until = exchange.installation.clock.now() + timedelta(hours=25)
    with pytest.raises(QuietUnfit):
        await mute(exchange, HANAKO, quiet=Quiet(until=until))


async def test_a_muted_home_with_a_telephone_is_telephoned(exchange: Exchange) -> None:
    exchange.telephone.numbers = {HOUSEHOLD_101: ("n1",)}
    await mute(exchange, HANAKO, KEN)
    await exchange.ring()
    assert exchange.seen_at_door() == ("backup", None)
    assert exchange.telephone.called == ["n1"]


# --- telephone backup ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "moments"),
    [
        (BackupRule.AFTER_NO_ANSWER, [(29, 0), (1, 1), (20, 2), (20, 2)]),
        (BackupRule.AFTER_TEN_SECONDS, [(9, 0), (1, 1), (20, 2)]),
        (BackupRule.TOGETHER, [(0, 1), (20, 2)]),
    ],
)
async def test_the_numbers_are_called_by_the_households_rule(
    exchange: Exchange, rule: BackupRule, moments: list[tuple[int, int]]
) -> None:
    exchange.telephone.numbers = {HOUSEHOLD_101: ("n1", "n2")}
    rules = ManageRules(exchange.installation.database)
    await rules.change(MEMBERS, HOUSEHOLD_101, name=None, backup=rule)
    await exchange.ring()
    for seconds, called in moments:
        exchange.installation.clock.move(seconds)
        await exchange.switchboard.sweep()
        assert len(exchange.telephone.called) == called, seconds
    exchange.installation.clock.move(30)
    await exchange.switchboard.sweep()
    assert exchange.seen_at_door() == ("ended", "no_answer")
    assert exchange.telephone.calling == {}, "nobody is rung after the end"


async def test_an_app_that_answers_stops_the_telephone_and_the_other_way_round(exchange: Exchange) -> None:
    exchange.telephone.numbers = {HOUSEHOLD_101: ("n1",)}
    await ManageRules(exchange.installation.database).change(
        MEMBERS, HOUSEHOLD_101, name=None, backup=BackupRule.TOGETHER
    )
    call_id = await exchange.ring(key="1")
    assert await exchange.calls.answer(MEMBERS, PHONES[KEN], call_id)
    assert exchange.telephone.calling == {}
    await exchange.calls.hang_up(MEMBERS, PHONES[KEN], call_id)
    call_id = await exchange.ring(key="2")
    [leg] = [leg for call, leg in exchange.telephone.calling if call == call_id]
    await exchange.switchboard.step(call_id, Answered(LegId(leg)), allow=lambda _: None)
    assert exchange.seen_by(PHONES[KEN])[-1][:2] == ("talking", "elsewhere")
    await exchange.switchboard.step(call_id, HungUp(LegId(leg)), allow=lambda _: None)
    assert exchange.seen_at_door() == ("ended", "hung_up")


async def test_a_process_that_starts_calls_the_number_whose_turn_it_is(exchange: Exchange) -> None:
    exchange.telephone.numbers = {HOUSEHOLD_101: ("n1",)}
    await mute(exchange, HANAKO, KEN)
    await exchange.ring()
    heir = Exchange(exchange.installation)
    await heir.switchboard.start()
    assert heir.telephone.called == ["n1"]
    await heir.switchboard.close()


# --- a second station ---------------------------------------------------------------------------
async def test_a_second_visitor_waits_and_rings_when_the_home_is_free(exchange: Exchange) -> None:
    await open_side_door(exchange)
    first = await exchange.ring(key="1")
    await exchange.calls.answer(MEMBERS, PHONES[HANAKO], first)
    second = await exchange.ring(key="2", actor=at_side_door(exchange))
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert shown.phase == "waiting"
    assert phase_on(exchange, HANAKO) == ["talking", "waiting"]
    assert not await exchange.calls.answer(MEMBERS, PHONES[KEN], second), "the home is in a call"
    await exchange.calls.hang_up(MEMBERS, PHONES[HANAKO], first)
    await exchange.settle()
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert (shown.call_id, shown.phase) == (second, "ringing")
    assert await exchange.calls.answer(MEMBERS, PHONES[KEN], second)


async def test_a_waiting_visitor_can_be_answered_without_a_voice_and_let_in(exchange: Exchange) -> None:
    await open_side_door(exchange)
    await exchange.ring(key="1")
    second = await exchange.ring(key="2", actor=at_side_door(exchange))
    await exchange.say(MEMBERS, PHONES[KEN], CallSay(call_id=second, phrase="wait"))
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert [word.phrase for word in shown.words] == ["wait"]
    await exchange.switchboard.step(second, DoorWasReleased(), allow=lambda _: None)
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert shown.end == "opened"


async def test_a_wait_that_nobody_ended_is_ended_and_missed(exchange: Exchange) -> None:
    await open_side_door(exchange)
    first = await exchange.ring(key="1")
    await exchange.calls.answer(MEMBERS, PHONES[HANAKO], first)
    await exchange.ring(key="2", actor=at_side_door(exchange))
    exchange.installation.clock.move(119)
    await exchange.switchboard.sweep()
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert shown.phase == "waiting"
    exchange.installation.clock.move(1)
    await exchange.switchboard.sweep()
    await exchange.settle()
    shown = exchange.call_at(SIDE)
    assert shown is not None
    assert shown.phase == "ringing", "the talk was over in time"


async def test_a_line_that_is_too_long_is_refused(exchange: Exchange) -> None:
    await exchange.ring(key="0")
    for number in range(WAITING_LIMIT):
        actor = replace(exchange.installation.station, station_id=f"{number}" * 32)
        await exchange.ring(key=str(number), actor=actor)
    with pytest.raises(HomeBusy):
        await exchange.ring(key="x", actor=at_side_door(exchange))


# --- 「管理室」 ----------------------------------------------------------------------------------
async def open_office(exchange: Exchange) -> None:
    person = exchange.installation.people[MANAGER]
    at = exchange.installation.clock.now()

    def sign_in(connection: Connection) -> None:
        row = SessionRow(id="phone-megumi", person_id=person, app="resident")
        add_session(connection, row, token_hash=b"m", device_label="", address="", at=at)

    await exchange.installation.database.write(sign_in)
    await decide(exchange, EntranceSettings(office_hours=ALL_WEEK, on_duty=(person,)))


async def call_office(exchange: Exchange, key: str = "o") -> str:
    body = CallPlace(home_number="", key=key, office=True)
    return (await exchange.place_call(exchange.installation.station, body)).id


async def test_the_office_rings_the_managers_on_duty_and_nobody_else(exchange: Exchange) -> None:
    await open_office(exchange)
    call_id = await call_office(exchange)
    assert {session for session, _, _ in exchange.installation.app_link.shown} == {"phone-megumi"}
    assert (exchange.call_on("phone-megumi").kind, exchange.call_on("phone-megumi").phase) == (
        "office",
        "ringing",
    )
    for scope, phone in ((MEMBERS, PHONES[HANAKO]), (Scope(), "phone-megumi")):
        with pytest.raises(NotFound):
            await exchange.calls.answer(scope, phone, call_id)
    assert await exchange.calls.answer(STAFF, "phone-megumi", call_id)
    await exchange.calls.hang_up(STAFF, "phone-megumi", call_id)
    history = ListHistory(exchange.installation.database, exchange.installation.journal)
    assert (await history(MEMBERS, before=None, limit=5)).items == ()


async def test_a_manager_opens_the_callers_door_in_an_office_call_and_no_other(exchange: Exchange) -> None:
    await open_office(exchange)
    installation = exchange.installation
    installation.station_link.answer = ("door.release.reply", Released(event_id="e", at_ms=1))
    release = ReleaseFromOffice(installation.database, make_release(exchange))
    call_id = await call_office(exchange)
    assert [door.door_id for door in exchange.call_on("phone-megumi").doors] == [ENTRANCE, BICYCLES]

    def tap(door_id: str = ENTRANCE, *, session_id: str = "phone-megumi", call: str = call_id) -> Tap:
        return Tap(
            person_id=installation.people[MANAGER],
            session_id=session_id,
            door_id=door_id,
            key=f"{door_id}.{session_id}",
            tapped_ms=to_ms(installation.clock.now()),
            call_id=call,
        )

    assert await release.is_meant(call_id)
    attempts = (
        (STAFF, tap(WEST_ENTRANCE)),  # another station's door
        (STAFF, tap(session_id="phone-of-nobody")),
        (STAFF, tap(call="0" * 32)),
        (MEMBERS, tap()),
        (Scope(properties=frozenset({"another"})), tap()),
    )
    for scope, attempt in attempts:
        with pytest.raises(NotFound):
            await release(scope, attempt)
    with pytest.raises(NotFound):
        await make_release(exchange)(tap())  # outside an office call the manager has no right there
    assert installation.station_link.asked == []

    await release(STAFF, tap())
    assert [kind for _, kind, _ in installation.station_link.asked] == ["door.release"]
    assert exchange.seen_at_door() == ("ended", "opened")
    with pytest.raises(CallOver):
        await release(STAFF, tap())


async def test_a_door_that_no_staff_may_pass_is_not_the_offices(exchange: Exchange) -> None:
    await open_office(exchange)
    installation = exchange.installation
    homes_only = write_policy((PolicyGrant(audience=Audience.BUILDING, id=EAST),))
    await installation.database.write(lambda connection: set_door_policy(connection, ENTRANCE, homes_only))
    await call_office(exchange)
    assert [door.door_id for door in exchange.call_on("phone-megumi").doors] == [BICYCLES]


def make_release(exchange: Exchange) -> ReleaseDoor:
    installation = exchange.installation
    return ReleaseDoor(
        database=installation.database,
        journal=installation.journal,
        station_link=installation.station_link,
        calls=exchange.calls,
        clock=installation.clock,
        pace=RateLimit(per_second=1, burst=20, monotonic=lambda: 0.0),
        metrics=Metrics(),
    )


async def test_a_manager_has_no_part_in_a_homes_call(exchange: Exchange) -> None:
    await open_office(exchange)
    call_id = await exchange.ring()
    with pytest.raises(NotFound):
        await exchange.calls.answer(STAFF, "phone-megumi", call_id)


async def test_a_manager_who_is_no_longer_one_is_out_of_the_call(exchange: Exchange) -> None:
    await open_office(exchange)
    await call_office(exchange)
    await exchange.calls.leave_all("phone-megumi", households=frozenset(), offices=frozenset({PROPERTY}))
    assert exchange.seen_at_door() == ("ringing", None)
    await exchange.calls.leave_all("phone-megumi", households=frozenset(), offices=frozenset())
    assert exchange.seen_at_door()[0] == "ended"


@pytest.mark.parametrize(
    "settings",
    [
        EntranceSettings(),
        EntranceSettings(office_hours=ALL_WEEK),
        EntranceSettings(office_hours=(WeeklyHours(weekday=0, start=0, end=18 * 60),)),
    ],
    ids=["no office", "nobody on duty", "closed since 18:00"],
)
async def test_a_closed_office_says_so(exchange: Exchange, settings: EntranceSettings) -> None:
    person = exchange.installation.people[MANAGER]
    on_duty = (person,) if len(settings.office_hours) == 1 else ()
    await decide(exchange, replace(settings, on_duty=on_duty))
    with pytest.raises(OfficeClosed):
        await call_office(exchange)


# --- live view ----------------------------------------------------------------------------------
def view_of(exchange: Exchange) -> StartView:
    return StartView(
        database=exchange.installation.database,
        clock=exchange.installation.clock,
        switchboard=exchange.switchboard,
        station_link=exchange.installation.station_link,
        pace=RateLimit(per_second=1, burst=20, monotonic=lambda: 0.0),
    )


async def test_a_view_is_shown_for_half_a_minute_and_stays_in_the_history(exchange: Exchange) -> None:
    await decide(exchange, EntranceSettings(live_view=True))
    exchange.installation.station_link.online = {EAST_STATION}
    hanako = replace(MEMBERS, person_id=exchange.installation.people[HANAKO])
    await view_of(exchange)(hanako, PHONES[HANAKO], ENTRANCE)
    at_door = exchange.call_at(EAST_STATION)
    assert at_door is not None
    assert (at_door.kind, at_door.phase) == ("view", "talking")
    with pytest.raises(StationBusy):
        await view_of(exchange)(hanako, PHONES[HANAKO], ENTRANCE)
    exchange.installation.clock.move(30)
    await exchange.switchboard.sweep()
    at_door = exchange.call_at(EAST_STATION)
    assert at_door is not None
    assert (at_door.phase, at_door.end) == ("ended", "time_up")
    history = ListHistory(exchange.installation.database, exchange.installation.journal)
    [item] = (await history(MEMBERS, before=None, limit=5)).items
    assert (item.kind, item.actor_name) == (EventKind.VIEW_ENDED, "佐藤 花子")
    assert (await history(STRANGERS, before=None, limit=5)).items == ()


async def test_a_visitor_who_calls_ends_the_view(exchange: Exchange) -> None:
    await decide(exchange, EntranceSettings(live_view=True))
    exchange.installation.station_link.online = {EAST_STATION}
    hanako = replace(MEMBERS, person_id=exchange.installation.people[HANAKO])
    await view_of(exchange)(hanako, PHONES[HANAKO], ENTRANCE)
    await exchange.ring("102")
    assert exchange.seen_at_door() == ("ringing", None)
    assert ("ended", "over", "hung_up") in exchange.seen_by(PHONES[HANAKO])


@pytest.mark.parametrize(
    ("settings", "is_online", "door", "error"),
    [
        (EntranceSettings(), True, ENTRANCE, ViewOff),
        (EntranceSettings(live_view=True), False, ENTRANCE, StationOffline),
        (EntranceSettings(live_view=True), True, WEST_ENTRANCE, NotFound),
        (EntranceSettings(live_view=True), True, "0" * 32, NotFound),
    ],
)
async def test_what_may_not_be_looked_at_is_not(
    exchange: Exchange,
    settings: EntranceSettings,
    is_online: bool,
    door: str,
    error: type[Exception],
) -> None:
    await decide(exchange, settings)
    exchange.installation.station_link.online = {EAST_STATION} if is_online else set()
    hanako = replace(MEMBERS, person_id=exchange.installation.people[HANAKO])
    with pytest.raises(error):
        await view_of(exchange)(hanako, PHONES[HANAKO], door)


# --- the directory and the settings -------------------------------------------------------------
async def test_the_directory_names_only_who_chose_a_name(exchange: Exchange) -> None:
    directory = ListDirectory(exchange.installation.database, exchange.installation.clock)
    with pytest.raises(NotFound):
        await directory(exchange.installation.station)
    await decide(exchange, EntranceSettings(directory=True))
    rules = ManageRules(exchange.installation.database)
    await rules.change(MEMBERS, HOUSEHOLD_101, name=" 佐藤\n", backup=BackupRule.AFTER_NO_ANSWER)
    entries = (await directory(exchange.installation.station)).entries
    assert [(entry.home_number, entry.name) for entry in entries][:2] == [("101", "佐藤"), ("102", None)]
    assert len(entries) == 6
    with pytest.raises(NotFound):
        await rules.change(STRANGERS, HOUSEHOLD_101, name="x", backup=BackupRule.TOGETHER)


async def test_the_stations_follow_a_change_at_once(exchange: Exchange) -> None:
    await decide(exchange, EntranceSettings(snapshots=SnapshotPolicy.NEVER, office_hours=ALL_WEEK))
    configs = [body for _, kind, body in exchange.installation.station_link.told if kind == "show.config"]
    assert len(configs) == 2
    for config in configs:
        assert isinstance(config, ShowConfig)
        assert (config.takes_pictures, len(config.office_hours)) == (False, 7)


@pytest.mark.parametrize(
    "settings",
    [
        EntranceSettings(on_duty=("a stranger",)),
        EntranceSettings(night_volume=101),
        EntranceSettings(office_hours=(WeeklyHours(weekday=7, start=0, end=60),)),
        EntranceSettings(office_hours=(WeeklyHours(weekday=0, start=60, end=60),)),
        EntranceSettings(night=DailyHours(start=-1, end=5)),
    ],
)
async def test_settings_that_are_none_are_refused(exchange: Exchange, settings: EntranceSettings) -> None:
    with pytest.raises(EntranceUnfit):
        await decide(exchange, settings)


async def test_neighbours_are_untouched(exchange: Exchange) -> None:
    await mute(exchange, HANAKO, KEN)
    await exchange.ring("102")
    assert exchange.seen_by(PHONES[ICHIRO]) == [("ringing", None, None)]
