"""What keeps somebody from building a property."""

from genkan.server.platform.errors import DomainError


class HomeNumberTaken(DomainError):
    """The building has a home with this number."""

    type = "home-number-taken"


class TimeZoneUnknown(DomainError):
    """The time zone database has no zone of this name."""

    type = "time-zone-unknown"
