"""What keeps a station from being reached or enrolled."""

from genkan.server.platform.errors import DomainError


class StationOffline(DomainError):
    """The station has no link to the server."""

    type = "station-offline"


class StationSilent(Exception):
    """The station got the question or not; no answer came. Whoever asked says what that means."""


class EnrolmentCodeUnknown(DomainError):
    """The code was never made, is used, or has expired."""

    type = "enrolment-code-unknown"


class PublicKeyUnfit(DomainError):
    """What was sent is no Ed25519 public key."""

    type = "public-key-unfit"
