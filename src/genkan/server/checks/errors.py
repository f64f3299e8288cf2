"""What keeps an installation check from going on."""

from genkan.server.platform.errors import DomainError


class CheckOver(DomainError):
    """The check has ended, or somebody else leads it."""

    type = "check-over"


class CheckCodeWrong(DomainError):
    """It is not the code that the unit's screen shows."""

    type = "check-code-wrong"


class CheckCodeNeeded(DomainError):
    """Nobody has shown yet that they stand at the unit."""

    type = "check-code-needed"


class CheckStepUnfit(DomainError):
    """The line takes no such answer now."""

    type = "check-step-unfit"


class StationOutdated(DomainError):
    """The station's program is too old to be checked."""

    type = "station-outdated"
