"""Membership × policy × credential → Right: the one compiler behind a tap and a station's snapshot."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from genkan.core.credentials import CredentialFact
from genkan.core.schedules import Schedule, are_open, find_common_opening

_UTC = ZoneInfo("UTC")


class HolderRole(StrEnum):
    MASTER = "master"  # first resident of a household
    FAMILY = "family"  # resident added by the master
    MANAGER = "manager"  # looks after the property
    INSTALLER = "installer"  # builds it


RESIDENT_ROLES = frozenset({HolderRole.MASTER, HolderRole.FAMILY})


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFact:
    """One role of the holder. `building_id` and `home_id` are of the household's home."""

    role: HolderRole
    property_id: str
    building_id: str | None
    household_id: str | None
    since: datetime
    until: datetime | None
    home_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFact:
    """Where a household lives, from when until when."""

    household_id: str
    home_id: str
    building_id: str
    since: datetime
    until: datetime | None


class Audience(StrEnum):
    BUILDING = "building"  # every home of a building
    HOME = "home"  # one home, whoever lives there
    STAFF = "staff"  # whoever of the staff holds a PIN or key for the door


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyGrant:
    """One line of a door's access policy. `id` is the building's or home's; `schedule` None: always."""

    audience: Audience
    id: str | None = None
    schedule: Schedule | None = None


AccessPolicy = tuple[PolicyGrant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFact:
    """A door, where it stands, and who may pass it.

    `policy` None is the default: every home of its building and of those its station serves, and staff with
    a key for it, at all times.
    """

    door_id: str
    building_id: str
    property_id: str
    is_blocked: bool = False
    policy: AccessPolicy | None = None
    zone: ZoneInfo = _UTC  # of the building; only schedules ask
    served: frozenset[str] = frozenset()  # buildings beside its own whose homes pass by default

    def is_for(self, building_id: str | None) -> bool:
        """Whether the homes of the building pass where no policy says otherwise."""
        return building_id is not None and (building_id == self.building_id or building_id in self.served)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The holder may pass the door from `since` until `until` (exclusive; None: open).

    All `schedules` must be open. A right with `uses` ends when so many openings are counted.
    """

    holder_id: str
    door_id: str
    household_id: str | None
    since: datetime
    until: datetime | None
    schedules: tuple[Schedule, ...] = ()
    uses: int | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it takes the right time to know if the right is valid."""
        return bool(self.schedules) or self.until is not None

    def is_valid(self, at: datetime, zone: ZoneInfo = _UTC) -> bool:
        """Whether the instant is covered; how often the right was used is not asked here."""
        return (
            self.since <= at
            and (self.until is None or at < self.until)
            and (not self.schedules or are_open(self.schedules, at, zone))
        )

    def find_next(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """Give the first instant, now or later, that is covered; None when there is none in sight."""
        opening = find_common_opening(self.schedules, max(at, self.since), zone)
        return None if opening is None or (self.until is not None and opening >= self.until) else opening


def compile_rights(
    holder_id: str, memberships: tuple[MembershipFact, ...], doors: tuple[DoorFact, ...]
) -> tuple[Right, ...]:
    """Give every right the memberships give on the doors by their policies."""
    return tuple(
        Right(
            holder_id=holder_id,
            door_id=door.door_id,
            household_id=membership.household_id,
            since=membership.since,
            until=membership.until,
            schedules=schedules,
        )
        for door in doors
        for membership in memberships
        if membership.role in RESIDENT_ROLES
        for schedules in _list_grants(door, membership.building_id, membership.home_id)
    )


def compile_office_rights(
    holder_id: str, memberships: tuple[MembershipFact, ...], doors: tuple[DoorFact, ...]
) -> tuple[Right, ...]:
    """Give what managers may open for a visitor who called their office: the doors that staff pass."""
    return tuple(
        Right(
            holder_id=holder_id,
            door_id=door.door_id,
            household_id=None,
            since=membership.since,
            until=membership.until,
            schedules=schedules,
        )
        for door in doors
        for membership in memberships
        if membership.role is HolderRole.MANAGER and membership.property_id == door.property_id
        for schedules in _list_staff_grants(door)
    )


def compile_credential_rights(
    credential: CredentialFact, household: HouseholdFact | None, doors: tuple[DoorFact, ...]
) -> tuple[Right, ...]:
    """Give every right a credential gives on the doors: never more than its holder has.

    `household` is the holder's; None for one of the staff.
    """
    if (household is None) != (credential.household_id is None):
        return ()
    since, until = credential.since, credential.until
    if household is not None:
        since = max(since, household.since)
        until = _earlier(until, household.until)
    own = () if credential.schedule is None else (credential.schedule,)
    return tuple(
        Right(
            holder_id=credential.credential_id,
            door_id=door.door_id,
            household_id=credential.household_id,
            since=since,
            until=until,
            schedules=own + schedules,
            uses=credential.uses,
        )
        for door in doors
        if door.property_id == credential.property_id
        if credential.doors is None or door.door_id in credential.doors
        for schedules in (
            _list_staff_grants(door)
            if household is None
            else _list_grants(door, household.building_id, household.home_id)
        )
    )


def _list_grants(
    door: DoorFact, building_id: str | None, home_id: str | None
) -> tuple[tuple[Schedule, ...], ...]:
    """Give the schedules of each line of the door's policy that names the home."""
    if door.policy is None:
        return ((),) if door.is_for(building_id) else ()
    return tuple(
        () if grant.schedule is None else (grant.schedule,)
        for grant in door.policy
        if (grant.audience is Audience.BUILDING and grant.id == building_id and building_id is not None)
        or (grant.audience is Audience.HOME and grant.id == home_id and home_id is not None)
    )


def _list_staff_grants(door: DoorFact) -> tuple[tuple[Schedule, ...], ...]:
    if door.policy is None:
        return ((),)
    return tuple(
        () if grant.schedule is None else (grant.schedule,)
        for grant in door.policy
        if grant.audience is Audience.STAFF
    )


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
