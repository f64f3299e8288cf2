"""The port to signed-in apps, implemented by the gateway."""

from typing import Protocol

from genkan.wire.frame import Body


class AppLink(Protocol):
    """Every signed-in app's link, wherever its socket ends."""

    async def show(self, session_id: str, kind: str, body: Body) -> None:
        """Show the session's apps a whole state; whoever is not connected is shown it later."""

    async def tell(self, session_id: str, kind: str, body: Body) -> None:
        """Tell the session's apps something that is worthless later."""
