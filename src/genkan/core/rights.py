"""Membership × policy → Right: the one compiler behind a tap and a station's snapshot."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HolderRole(StrEnum):
    MASTER = "master"  # first resident of a household
    FAMILY = "family"  # resident added by the master
    MANAGER = "manager"  # looks after the property
    INSTALLER = "installer"  # builds it


RESIDENT_ROLES = frozenset({HolderRole.MASTER, HolderRole.FAMILY})


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFact:
    """One role of the holder. `building_id` is the building of the household's home."""

    role: HolderRole
    property_id: str
    building_id: str | None
    household_id: str | None
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFact:
    """A door and where it stands."""

    door_id: str
    building_id: str
    property_id: str
    is_blocked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The holder may pass the door from `since` until `until` (exclusive; None: open)."""

    holder_id: str
    door_id: str
    household_id: str | None
    since: datetime
    until: datetime | None

    def is_valid(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def compile_rights(
    holder_id: str, memberships: tuple[MembershipFact, ...], doors: tuple[DoorFact, ...]
) -> tuple[Right, ...]:
    """Give every right the memberships give on the doors.

    Default policy: all homes of a building pass its doors at all times.
    """
    return tuple(
        Right(
            holder_id=holder_id,
            door_id=door.door_id,
            household_id=membership.household_id,
            since=membership.since,
            until=membership.until,
        )
        for door in doors
        for membership in memberships
        if membership.role in RESIDENT_ROLES and membership.building_id == door.building_id
    )
