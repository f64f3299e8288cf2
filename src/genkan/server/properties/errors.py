"""What keeps somebody from building a property, or from adding people to it."""

from genkan.server.platform.errors import DomainError


class EntranceUnfit(DomainError):
    """Hours that are none, or somebody on duty who does not manage the property."""

    type = "entrance-unfit"


class HomeNumberTaken(DomainError):
    """The building has a home with this number."""

    type = "home-number-taken"


class TimeZoneUnknown(DomainError):
    """The time zone database has no zone of this name."""

    type = "time-zone-unknown"


class MemberKnown(DomainError):
    """Somebody was added with this address already, by the same people."""

    type = "member-known"


class MemberJoined(DomainError):
    """They use their account: name and addresses are theirs to change."""

    type = "member-joined"


class InvitationOver(DomainError):
    """The invitation was refused before, or has expired."""

    type = "invitation-over"
