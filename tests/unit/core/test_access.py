"""Who may pass which door, and when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from genkan.core.access import AccessRequest, Denied, DenyReason, Granted, decide_access
from genkan.core.credentials import CredentialFact, CredentialKind
from genkan.core.rights import (
    Audience,
    DoorFact,
    HolderRole,
    HouseholdFact,
    MembershipFact,
    PolicyGrant,
    Right,
    compile_credential_rights,
    compile_rights,
)
from genkan.core.schedules import Once, every_day

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENTRANCE = DoorFact(door_id="entrance", building_id="east", property_id="sakura")
OTHER = DoorFact(door_id="other", building_id="west", property_id="sakura")


def membership(
    role: HolderRole = HolderRole.FAMILY,
    building_id: str | None = "east",
    since: datetime = NOW - HOUR,
    until: datetime | None = None,
) -> MembershipFact:
    return MembershipFact(
        role=role,
        property_id="sakura",
        building_id=building_id,
        household_id="101",
        since=since,
        until=until,
    )


def decide(door: DoorFact, *memberships: MembershipFact, at: datetime = NOW) -> Granted | Denied:
    rights = compile_rights("hanako", memberships, (ENTRANCE, OTHER))
    return decide_access(AccessRequest(holder_id="hanako", door=door, rights=rights), at=at)


@pytest.mark.parametrize("role", [HolderRole.MASTER, HolderRole.FAMILY])
def test_residents_pass_the_doors_of_their_building(role: HolderRole) -> None:
    decision = decide(ENTRANCE, membership(role))
    assert isinstance(decision, Granted)
    assert decision.right.household_id == "101"


def test_residents_do_not_pass_the_doors_of_another_building() -> None:
    assert decide(OTHER, membership()) == Denied(DenyReason.NO_RIGHT)


@pytest.mark.parametrize("role", [HolderRole.MANAGER, HolderRole.INSTALLER])
def test_staff_have_no_right_of_a_resident(role: HolderRole) -> None:
    assert decide(ENTRANCE, membership(role, building_id=None)) == Denied(DenyReason.NO_RIGHT)


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOW - timedelta(microseconds=1), DenyReason.NOT_YET),
        (NOW, None),
        (NOW + HOUR - timedelta(microseconds=1), None),
        (NOW + HOUR, DenyReason.ENDED),
    ],
)
def test_a_right_begins_at_its_start_and_is_over_at_its_end(at: datetime, reason: DenyReason | None) -> None:
    decision = decide(ENTRANCE, membership(since=NOW, until=NOW + HOUR), at=at)
    assert (decision.reason if isinstance(decision, Denied) else None) is reason


def test_one_valid_right_is_enough_beside_an_ended_one() -> None:
    ended = membership(until=NOW - timedelta(minutes=1))
    assert isinstance(decide(ENTRANCE, ended, membership()), Granted)


def test_a_blocked_door_stays_locked_for_a_valid_right() -> None:
    blocked = DoorFact(door_id="entrance", building_id="east", property_id="sakura", is_blocked=True)
    assert decide(blocked, membership()) == Denied(DenyReason.DOOR_BLOCKED)


def test_a_stranger_does_not_learn_that_a_door_is_blocked() -> None:
    blocked = DoorFact(door_id="other", building_id="west", property_id="sakura", is_blocked=True)
    assert decide(blocked, membership()) == Denied(DenyReason.NO_RIGHT)


def test_another_holders_right_opens_nothing() -> None:
    right = Right(holder_id="taro", door_id="entrance", household_id="102", since=NOW - HOUR, until=None)
    request = AccessRequest(holder_id="hanako", door=ENTRANCE, rights=(right,))
    assert decide_access(request, at=NOW) == Denied(DenyReason.NO_RIGHT)


# ── policies ────────────────────────────────────────────────────────────────────────────────────

TOKYO = ZoneInfo("Asia/Tokyo")  # NOW is 18:00 there


def test_a_policy_says_which_homes_pass_and_when() -> None:
    grants = (
        PolicyGrant(audience=Audience.BUILDING, id="east", schedule=every_day(8 * 60, 17 * 60)),
        PolicyGrant(audience=Audience.HOME, id="home-101"),
    )
    gym = DoorFact(door_id="gym", building_id="west", property_id="sakura", policy=grants, zone=TOKYO)

    def ask(home_id: str, building_id: str, at: datetime) -> Granted | Denied:
        fact = membership(building_id=building_id)
        own = MembershipFact(
            role=fact.role,
            property_id=fact.property_id,
            building_id=building_id,
            household_id="x",
            since=NOW - HOUR,
            until=None,
            home_id=home_id,
        )
        rights = compile_rights("hanako", (own,), (gym,))
        return decide_access(AccessRequest(holder_id="hanako", door=gym, rights=rights), at=at)

    assert isinstance(ask("home-101", "west", NOW), Granted)
    assert ask("home-102", "west", NOW) == Denied(DenyReason.NO_RIGHT)
    closed = ask("home-102", "east", NOW)
    assert closed == Denied(DenyReason.NOT_NOW, NOW + 14 * HOUR)
    assert isinstance(ask("home-102", "east", NOW + 14 * HOUR), Granted)


# ── credentials ─────────────────────────────────────────────────────────────────────────────────


def a_key(**changes: object) -> CredentialFact:
    values: dict[str, object] = {
        "credential_id": "key",
        "kind": CredentialKind.QR,
        "property_id": "sakura",
        "household_id": "101",
        "schedule": Once(start=NOW, end=NOW + 4 * HOUR),
        "since": NOW - HOUR,
        "until": None,
        "uses": 1,
    }
    return CredentialFact(**(values | changes))  # type: ignore[arg-type]


LIVES_IN_101 = HouseholdFact(
    household_id="101", home_id="home-101", building_id="east", since=NOW - HOUR, until=None
)


def show(
    credential: CredentialFact,
    household: HouseholdFact | None = LIVES_IN_101,
    door: DoorFact = ENTRANCE,
    at: datetime = NOW,
    used: int = 0,
) -> Granted | Denied:
    rights = compile_credential_rights(credential, household, (ENTRANCE, OTHER, door))
    request = AccessRequest(holder_id=credential.credential_id, door=door, rights=rights, used=used)
    return decide_access(request, at=at)


def test_a_key_opens_its_households_doors_at_its_time() -> None:
    assert isinstance(show(a_key()), Granted)
    assert show(a_key(), at=NOW - HOUR / 2) == Denied(DenyReason.NOT_NOW, NOW)
    assert show(a_key(), at=NOW + 4 * HOUR) == Denied(DenyReason.ENDED)
    assert show(a_key(), door=OTHER) == Denied(DenyReason.NO_RIGHT)


def test_a_key_opens_the_chosen_doors_only() -> None:
    assert show(a_key(doors=frozenset({"bicycles"}))) == Denied(DenyReason.NO_RIGHT)


def test_a_used_up_key_says_so_also_when_it_is_over() -> None:
    assert show(a_key(), used=1) == Denied(DenyReason.USED_UP)
    assert show(a_key(), used=1, at=NOW + 9 * HOUR) == Denied(DenyReason.USED_UP)
    assert isinstance(show(a_key(uses=2), used=1), Granted)


def test_a_revoked_key_is_over() -> None:
    assert show(a_key(until=NOW)) == Denied(DenyReason.ENDED)


def test_a_key_ends_with_the_household_that_gave_it() -> None:
    moved_out = HouseholdFact(
        household_id="101", home_id="home-101", building_id="east", since=NOW - HOUR, until=NOW
    )
    assert show(a_key(), moved_out) == Denied(DenyReason.ENDED)


def test_a_key_never_opens_more_than_its_household_may() -> None:
    nights = PolicyGrant(audience=Audience.BUILDING, id="east", schedule=every_day(22 * 60, 6 * 60))
    gym = DoorFact(door_id="gym", building_id="east", property_id="sakura", policy=(nights,), zone=TOKYO)
    all_day = every_day(0, 24 * 60)
    assert show(a_key(schedule=all_day), door=gym) == Denied(DenyReason.NOT_NOW, NOW + 4 * HOUR)


def test_staff_pass_by_default_and_by_policy_only_where_it_names_them() -> None:
    cleaner = a_key(household_id=None, schedule=every_day(17 * 60, 19 * 60), uses=None)
    open_to_all = DoorFact(door_id="e", building_id="east", property_id="sakura", zone=TOKYO)
    homes_only = DoorFact(
        door_id="f",
        building_id="east",
        property_id="sakura",
        policy=(PolicyGrant(audience=Audience.HOME, id="h"),),
    )
    for_staff = DoorFact(
        door_id="g",
        building_id="east",
        property_id="sakura",
        policy=(PolicyGrant(audience=Audience.STAFF),),
        zone=TOKYO,
    )
    assert isinstance(show(cleaner, None, open_to_all), Granted)
    assert show(cleaner, None, homes_only) == Denied(DenyReason.NO_RIGHT)
    assert isinstance(show(cleaner, None, for_staff), Granted)
    assert show(cleaner, LIVES_IN_101, open_to_all) == Denied(DenyReason.NO_RIGHT)


def test_a_key_of_another_property_opens_nothing() -> None:
    assert show(a_key(property_id="ume")) == Denied(DenyReason.NO_RIGHT)


# --- a gate -----------------------------------------------------------------------------------------
GATE = DoorFact(door_id="gate", building_id="east", property_id="sakura", served=frozenset({"east", "west"}))


@pytest.mark.parametrize(("building", "passes"), [("east", True), ("west", True), ("south", False)])
def test_the_homes_of_every_building_the_station_serves_pass_by_default(building: str, passes: bool) -> None:
    membership = MembershipFact(
        role=HolderRole.MASTER,
        property_id="sakura",
        building_id=building,
        household_id="h",
        home_id="home",
        since=NOW - HOUR,
        until=None,
    )
    rights = compile_rights("hanako", (membership,), (GATE,))
    decision = decide_access(AccessRequest(holder_id="hanako", door=GATE, rights=rights), at=NOW)
    assert isinstance(decision, Granted) is passes


def test_a_policy_of_its_own_outweighs_what_the_station_serves() -> None:
    policy = (PolicyGrant(audience=Audience.BUILDING, id="east"),)
    gate = DoorFact(
        door_id="gate",
        building_id="east",
        property_id="sakura",
        policy=policy,
        served=frozenset({"east", "west"}),
    )
    neighbour = MembershipFact(
        role=HolderRole.MASTER,
        property_id="sakura",
        building_id="west",
        household_id="h",
        home_id="home",
        since=NOW - HOUR,
        until=None,
    )
    assert compile_rights("ichiro", (neighbour,), (gate,)) == ()
