"""What accounts need from above them: the places a membership points to, and what lives on a device."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberHome:
    """A home as one of its residents knows it."""

    home_id: str
    household_id: str
    number: str
    building_name: str
    backup_caller: str  # E.164, the number telephone backup calls from; empty: none is known
    support_phone: str  # 「入居者のお問合せ窓口」 of the property; empty: none is known
    support_hours: str


class Places(Protocol):
    """The places behind memberships."""

    def list_homes(self, connection: Connection, household_ids: Collection[str]) -> tuple[MemberHome, ...]:
        """Give the homes of the households."""

    def list_property_names(self, connection: Connection, property_ids: Collection[str]) -> dict[str, str]:
        """Give the names of the properties by id."""

    def require_second_factor(self, connection: Connection, property_ids: Collection[str]) -> bool:
        """Whether one of the properties wants a second factor of whoever looks after it."""


class DeviceKeys(Protocol):
    """What opens doors and lives on a person's devices."""

    def stop_devices(self, connection: Connection, *, person_id: str, at: datetime) -> None:
        """Let none of the person's devices open anything by itself any more."""
