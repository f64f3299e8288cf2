"""What keeps a door closed."""

from genkan.core.access import DenyReason
from genkan.server.platform.errors import DomainError


class AccessDenied(DomainError):
    """The holder's right does not cover this instant."""

    type = "access-denied"

    def __init__(self, reason: DenyReason) -> None:
        super().__init__()
        self.reason = reason


class DoorBlocked(DomainError):
    """The door is taken out of service."""

    type = "door-blocked"


class PolicyUnfit(DomainError):
    """A line of the policy names a home or building that is not of the property."""

    type = "policy-unfit"


class BuildingsUnfit(DomainError):
    """A building is not of the station's property, or there are more than its screen can offer."""

    type = "buildings-unfit"


class ReleaseLate(DomainError):
    """The tap is too long ago: whoever was at the door may be gone."""

    type = "release-late"


class ReleaseUnconfirmed(DomainError):
    """The station got the command or not; nobody knows whether the door opened."""

    type = "release-unconfirmed"


class RelayFailed(DomainError):
    """The station tried, and its relay did not answer."""

    type = "relay-failed"


class ClockUnsure(DomainError):
    """The station does not know the time well enough to take commands."""

    type = "clock-unsure"


class NameTaken(DomainError):
    """The building has a door, or a station, of this name."""

    type = "name-taken"


class RelayTaken(DomainError):
    """The relay releases another door."""

    type = "relay-taken"


class StationsFull(DomainError):
    """The property has as many stations as it may."""

    type = "stations-full"
