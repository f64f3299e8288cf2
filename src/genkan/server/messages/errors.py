"""What keeps a message from being sent."""

from genkan.server.platform.errors import DomainError


class MessageNotFailed(DomainError):
    """Only a message that was given up can be sent again."""

    type = "message-not-failed"
