"""What keeps an alarm from being acknowledged."""

from genkan.server.platform.errors import DomainError


class AlarmAcknowledged(DomainError):
    """Somebody else was first."""

    type = "alarm-acknowledged"
