"""What keeps a PIN or a key from being made or used."""

from genkan.server.platform.errors import DomainError


class PinUnfit(DomainError):
    """The PIN is too easy, too short or long, or somebody's already: which of these is never said."""

    type = "pin-unfit"


class KeyScheduleUnfit(DomainError):
    """The key could never open anything, or is for too long."""

    type = "key-schedule-unfit"


class KeyUsesUnfit(DomainError):
    """The number of uses is out of range, or missing for a key that is for once."""

    type = "key-uses-unfit"


class DoorUnfit(DomainError):
    """A chosen door is none the household may pass."""

    type = "door-unfit"


class KeyOver(DomainError):
    """The key opens nothing any more."""

    type = "key-over"


class PromptOver(DomainError):
    """The question is answered, or nobody waits for its answer any more."""

    type = "prompt-over"


class HouseholdUnreachable(DomainError):
    """No phone of the household is signed in."""

    type = "household-unreachable"


class KeyUsedUp(DomainError):
    """Every use of the key is taken."""

    type = "key-used-up"


class KeyHomeUnreachable(DomainError):
    """The station that counts the key cannot be reached."""

    type = "key-home-unreachable"


class SnapshotUnfit(DomainError):
    """What was sent is not a JPEG picture of a call that rings."""

    type = "snapshot-unfit"
