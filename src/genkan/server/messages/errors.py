"""What keeps a message from being sent."""

from genkan.server.platform.errors import DomainError


class MessageNotFailed(DomainError):
    """Only a message that was given up can be sent again."""

    type = "message-not-failed"


class PushUnfit(DomainError):
    """The push service behind a subscription is none that this server speaks to."""

    type = "push-unfit"
