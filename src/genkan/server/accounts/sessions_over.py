"""Sessions that ended by themselves: refused and shown to nobody, and forgotten after a while."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.session_repository import PORTAL_LIFE
from genkan.server.accounts.tables import session

TOLD_FOR = timedelta(days=1)  # whoever comes back until then reads that the session has ended


def forget_ended_sessions(connection: Connection, at: datetime) -> int:
    """Delete the portal's sessions whose time was over a day before the instant, and give how many.

    Others have no end of their own: when their holder, or somebody for them, ends them the row is gone.
    """
    over = sa.delete(session).where(
        session.c.app == "portal", session.c.created_at <= at - PORTAL_LIFE - TOLD_FOR
    )
    return connection.execute(over).rowcount
