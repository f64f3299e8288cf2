"""Who may pass which door, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from genkan.core.access import AccessRequest, Denied, DenyReason, Granted, decide_access
from genkan.core.rights import DoorFact, HolderRole, MembershipFact, Right, compile_rights

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
    assert isinstance(decision, Granted) if reason is None else decision == Denied(reason)


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
