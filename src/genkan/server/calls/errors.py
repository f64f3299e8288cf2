"""What keeps a call from being placed, joined or changed."""

from genkan.server.platform.errors import DomainError


class HomeUnknown(DomainError):
    """No home of the station's building has this number."""

    type = "home-unknown"


class HomeBusy(DomainError):
    """Somebody at another station is calling the home."""

    type = "home-busy"


class CallOver(DomainError):
    """The call has ended, or this device is no longer in it."""

    type = "call-over"


class SnapshotUnfit(DomainError):
    """What was sent is not a JPEG picture of a call that rings."""

    type = "snapshot-unfit"
