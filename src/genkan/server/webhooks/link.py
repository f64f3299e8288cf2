"""The ports of webhooks, implemented above."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection


class TellStaff(Protocol):
    """Writes to whoever looks after a property."""

    def switched_off(
        self, connection: Connection, *, property_id: str, webhook_id: str, host: str, at: datetime
    ) -> None:
        """Queue a mail to the managers: the webhook was switched off. In the caller's transaction."""
