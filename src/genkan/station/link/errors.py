"""Why a link is not, or no longer, open. The kind decides when to try again."""


class LinkError(Exception):
    """The link could not be opened or has ended."""


class ServerUnreachable(LinkError):
    """No connection: no network, no such name, nobody listening, or not a Genkan server."""


class LinkDropped(LinkError):
    """An open socket closed without a word."""


class LinkSilent(LinkDropped):
    """Nothing came for too long: the connection is dead, whatever TCP thinks."""


class ServerRestarting(LinkError):
    """The server said goodbye and named a time to come back."""

    def __init__(self, retry_after_ms: int | None) -> None:
        super().__init__("the server restarts")
        self.retry_after_ms = retry_after_ms


class LinkBroken(LinkError):
    """The other side does not speak our protocol."""


class Unwelcome(LinkError):
    """Trying again soon cannot help: somebody must do something first."""


class Unauthorised(Unwelcome):
    """The server does not accept this unit's key: it was replaced, removed or never enrolled there."""


class Revoked(Unauthorised):
    """The server has revoked this very unit: it is stolen, or given up."""


class Replaced(Unwelcome):
    """Another link with this unit's identity took over: a copy of this unit is running."""


class WrongServer(Unwelcome):
    """It is not the server this unit was enrolled with, or its certificate proves nothing."""
