"""What keeps a call from being placed, joined or changed."""

from genkan.server.platform.errors import DomainError


class HomeUnknown(DomainError):
    """No home of the station's building has this number."""

    type = "home-unknown"


class HomeBusy(DomainError):
    """Somebody at another station is calling the home."""

    type = "home-busy"


class StationBusy(DomainError):
    """Somebody at the station is in a call, or somebody else looks through its camera."""

    type = "station-busy"


class OfficeClosed(DomainError):
    """The management office is closed now, or none of its managers is on duty."""

    type = "office-closed"


class ViewOff(DomainError):
    """The property has no live view."""

    type = "view-off"


class QuietUnfit(DomainError):
    """The hours or the end of a mute are none."""

    type = "quiet-unfit"


class CallOver(DomainError):
    """The call has ended, or this device is no longer in it."""

    type = "call-over"


class TextUnfit(DomainError):
    """Nothing readable was said, or a phrase that this side does not have."""

    type = "text-unfit"
