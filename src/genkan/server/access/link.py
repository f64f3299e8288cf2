"""What access needs from above it."""

from typing import Protocol


class CallLink(Protocol):
    """The calls, as far as a released door concerns them."""

    async def end_opened(self, call_id: str, *, session_id: str, person_id: str) -> None:
        """The door was released from this call, which is over by that."""
