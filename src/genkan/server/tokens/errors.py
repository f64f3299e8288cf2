"""What can come in the way of a token."""

from genkan.server.platform.errors import DomainError


class TokensFull(DomainError):
    """The property has as many tokens as anybody keeps in mind."""

    type = "tokens-full"


class TokenEndUnfit(DomainError):
    """It would end before it begins."""

    type = "token-end-unfit"
