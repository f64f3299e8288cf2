"""N9: the server's decision, a station's and a slow oracle's are one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import msgspec

from genkan.core.access import AccessRequest, Denied, DenyReason, decide_access
from genkan.core.credentials import CredentialKind, PinHashing
from genkan.core.rights import Audience, DoorFact, HouseholdFact, PolicyGrant, compile_credential_rights
from genkan.core.schedules import Once, Schedule, Weekly
from genkan.server.access.snapshot import StationGround, compile_entry
from genkan.server.credentials.repository import CredentialRow
from genkan.server.properties.service import BuildingRow
from genkan.station.store.snapshot import Snapshot
from genkan.wire.rights import CredentialEntry, SnapshotHeader
from harness.promise import Promise

ZONES = (
    "Asia/Tokyo", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
    "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "America/St_Johns", "UTC",
)  # fmt: skip
AROUND = (
    datetime(
        2026, 3, 29, tzinfo=UTC
    ),  # clock changes of Europe, America, Egypt, Lord Howe; leap days; new year
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2027, 4, 4, tzinfo=UTC),
    datetime(2027, 4, 30, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
)
HASHING = PinHashing(salt=b"s", cost=2)
MINUTE = timedelta(minutes=1)
CLOSED = "closed"  # now; whether it ever opens again is not asked
CLOSED_REASONS = {DenyReason.NOT_YET.value, DenyReason.NOT_NOW.value, DenyReason.ENDED.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A door of one building or a gate of several, one credential, and when it is shown."""

    zone: ZoneInfo
    door: DoorFact
    row: CredentialRow
    household: HouseholdFact | None
    used: int
    middle: datetime  # it is shown in the days around this


def test_n9_server_station_and_oracle_decide_alike(promise: Promise) -> None:
    """Server and station decide alike about every credential, door and instant, and as a slow oracle does."""
    dice = promise.random
    wanted = promise.pick(short=20_000, nightly=1_000_000)
    decided = granted = 0
    differences: list[str] = []
    while decided < wanted:
        case = make_case(dice)
        station = as_station_keeps_it(case)
        middle = case.middle
        for _ in range(50):
            at = (
                middle
                + dice.randrange(-3 * 1440, 3 * 1440) * MINUTE
                + timedelta(milliseconds=dice.randrange(60_000))
            )
            is_thorough = dice.random() < 0.03  # minute by minute through the days ahead
            answers = [decide_at_server(case, at), decide_at_station(station, case, at)]
            if not is_thorough:
                answers = [CLOSED if answer in CLOSED_REASONS else answer for answer in answers]
            answers.append(ask_oracle(case, at, is_thorough=is_thorough))
            decided += 1
            granted += answers[0] == "granted"
            if len(set(answers)) != 1:
                differences.append(f"{answers} at {at}: {case}")
    assert not differences, differences[0]
    promise.keep(
        "N9", f"{decided:,} decisions, {granted:,} granted: server = station = oracle, 0 differences"
    )


# ── the three ───────────────────────────────────────────────────────────────────────────────────


def decide_at_server(case: Case, at: datetime) -> str:
    rights = compile_credential_rights(case.row.fact, case.household, (case.door,))
    request = AccessRequest(holder_id=case.row.id, door=case.door, rights=rights, used=case.used)
    return word_of(decide_access(request, at=at))


def as_station_keeps_it(case: Case) -> Snapshot:
    """Send the credential over the wire, as the server does, and keep it as a station does."""
    building = BuildingRow(id=case.door.building_id, property_id="p", name="b", time_zone=case.zone.key)
    ground = StationGround(station_id="s", building=building, doors=(case.door,), stations={}, mark="")
    header = SnapshotHeader(time_zone=case.zone.key, salt=b"s", cost=2, stations={})
    snapshot = Snapshot(header=header, number=1, epoch="e")
    entry = compile_entry(
        case.row,
        household=case.household,
        home_number="101",
        verifier=b"v",
        ground=ground,
        hashing=HASHING,
        used=case.used,
    )
    if entry is not None:
        snapshot.put([msgspec.json.decode(msgspec.json.encode(entry), type=CredentialEntry)])
    return snapshot


def decide_at_station(snapshot: Snapshot, case: Case, at: datetime) -> str:
    kept = snapshot.by_id.get(case.row.id)
    if kept is None or not kept.opens(case.door.door_id):
        return DenyReason.NO_RIGHT.value
    at_ms = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return word_of(kept.decide(case.door.door_id, at_ms=at_ms, used=case.used))


def ask_oracle(case: Case, at: datetime, *, is_thorough: bool) -> str:
    """Decide by the words of the specification, the long way round; why it is closed only when thorough."""
    at -= timedelta(microseconds=at.microsecond % 1000)
    lines = oracle_lines(case)
    row, household = case.row, case.household
    is_for_door = row.doors is None or case.door.door_id in row.doors
    if not lines or not is_for_door or row.property_id != case.door.property_id:
        return DenyReason.NO_RIGHT.value
    if row.uses is not None and case.used >= row.uses:
        return DenyReason.USED_UP.value
    begins = [row.since] + ([household.since] if household else [])
    ends = [end for end in (row.until, household.until if household else None) if end is not None]
    own = [] if row.schedule is None else [row.schedule]

    def is_open(instant: datetime) -> bool:
        if any(instant < begin for begin in begins) or any(instant >= end for end in ends):
            return False
        return any(all(oracle_open(each, instant, case.zone) for each in [*own, *line]) for line in lines)

    if is_open(at):
        return "granted"
    if not is_thorough:
        return CLOSED
    if not any(is_open(ahead) for ahead in list_minutes_ahead(own, begins, at)):
        return DenyReason.ENDED.value
    return DenyReason.NOT_NOW.value if all(begin <= at for begin in begins) else DenyReason.NOT_YET.value


def list_minutes_ahead(own: list[Schedule], begins: list[datetime], at: datetime) -> Iterator[datetime]:
    """Give the instants at which it must open if it ever does again: windows here repeat within nine days."""
    yield from (begin for begin in begins if begin > at)
    ahead = max(at, *begins).replace(second=0, microsecond=0) + MINUTE
    once = next((each for each in own if isinstance(each, Once)), None)
    if once is None:
        yield from (ahead + number * 5 * MINUTE for number in range(9 * 288))
        return
    first = max(ahead, once.start)
    if once.start > at:
        yield once.start
    yield from (first + number * MINUTE for number in range(max(0, (once.end - first) // MINUTE + 1)))


def oracle_lines(case: Case) -> list[list[Schedule]]:
    """Give what each line of the policy that names the holder asks for."""
    policy, household = case.door.policy, case.household
    if policy is None:
        own = [case.door.building_id, *case.door.served]
        return [[]] if household is None or household.building_id in own else []
    named = []
    for grant in policy:
        if household is None:
            fits = grant.audience is Audience.STAFF
        else:
            fits = (grant.audience, grant.id) in {
                (Audience.BUILDING, household.building_id),
                (Audience.HOME, household.home_id),
            }
        if fits:
            named.append([] if grant.schedule is None else [grant.schedule])
    return named


def oracle_open(schedule: Schedule, at: datetime, zone: ZoneInfo) -> bool:
    """Lay the windows on the calendar and look whether the clock on the wall stands in one."""
    if isinstance(schedule, Once):
        return not at < schedule.start and at < schedule.end
    shown = at.astimezone(zone).replace(tzinfo=None)
    for back in (0, 1):
        day = (shown - timedelta(days=back)).date()
        if schedule.last_day is not None and day > schedule.last_day:
            continue
        if day.isoweekday() - 1 not in schedule.weekdays:
            continue
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the wall's own
        begin = midnight + schedule.from_minute * MINUTE
        end = midnight + schedule.to_minute * MINUTE
        if end <= begin:
            end += timedelta(days=1)
        if begin <= shown < end:
            return True
    return False


def word_of(decision: object) -> str:
    return decision.reason.value if isinstance(decision, Denied) else "granted"


# ── made-up buildings ───────────────────────────────────────────────────────────────────────────


def make_case(dice: Random) -> Case:
    zone = ZoneInfo(dice.choice(ZONES))
    is_staff = dice.random() < 0.2
    middle = dice.choice(AROUND)
    household = None
    if not is_staff:
        household = HouseholdFact(
            household_id="h",
            home_id=dice.choice(["home-1", "home-2"]),
            building_id=dice.choice(["east", "east", "west", "south"]),
            since=middle - timedelta(days=dice.choice([900, 900, 1])),
            until=dice.choice([None, None, middle + timedelta(hours=dice.randrange(-40, 40))]),
        )
    door = DoorFact(
        door_id="d",
        building_id="east",
        property_id="p",
        policy=make_policy(dice, middle),
        zone=zone,
        served=dice.choice([frozenset(), frozenset({"east", "west"})]),  # a gate
    )
    row = CredentialRow(
        id="c",
        kind=dice.choice([CredentialKind.PIN, CredentialKind.QR]),
        property_id=dice.choice(["p"] * 19 + ["q"]),
        household_id=None if is_staff else "h",
        issuer_id="i",
        since=middle - timedelta(days=dice.choice([800, 800, 1])),
        until=dice.choice([None, None, None, middle + timedelta(hours=dice.randrange(-40, 40))]),
        schedule=dice.choice([None, make_schedule(dice, middle), make_schedule(dice, middle)]),
        doors=dice.choice([None, None, frozenset({"d"}), frozenset({"e"})]),
        uses=dice.choice([None, None, 1, 3]),
        verifier=b"v",
        length=6,
    )
    return Case(
        zone=zone, door=door, row=row, household=household, used=dice.choice([0, 0, 1, 3]), middle=middle
    )


def make_policy(dice: Random, middle: datetime) -> tuple[PolicyGrant, ...] | None:
    if dice.random() < 0.5:
        return None
    return tuple(
        PolicyGrant(
            audience=audience,
            id={Audience.BUILDING: "east", Audience.HOME: "home-1", Audience.STAFF: None}[audience],
            schedule=dice.choice([None, make_weekly(dice, middle)]),
        )
        for audience in dice.sample(list(Audience), dice.randrange(4))
    )


def make_schedule(dice: Random, middle: datetime) -> Schedule:
    if dice.random() < 0.4:
        start = middle + timedelta(minutes=dice.randrange(-3_000, 3_000))
        return Once(start=start, end=start + timedelta(minutes=dice.choice([30, 600, 3_000])))
    return make_weekly(dice, middle)


def make_weekly(dice: Random, middle: datetime) -> Weekly:
    start = dice.choice([0, 30, 60, 90, 120, 150, 180, 540, 1_320, 1_380, 1_425])
    length = dice.choice([60, 240, 700, 1_440])
    day = middle.date()
    return Weekly(
        weekdays=frozenset(dice.sample(range(7), dice.choice([1, 3, 7]))),
        from_minute=start,
        to_minute=(start + length) % 1_440,
        last_day=dice.choice([None, None, day, day + timedelta(days=1), date(2026, 1, 1)]),
    )
