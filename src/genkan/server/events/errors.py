"""What keeps a manager from seeing events."""

from genkan.server.platform.errors import DomainError


class LookOver(DomainError):
    """A search for a home has lasted long enough; another one needs its own reason."""

    type = "look-over"
