"""What the server last said the station is and shows, for the time without link."""

import sqlite3

import msgspec
import structlog

from genkan.wire.station import ShowConfig

log = structlog.get_logger(__name__)


def find_config(database: sqlite3.Connection) -> ShowConfig | None:
    """Give the last configuration, or None when there is none that can be read."""
    rows = database.execute("SELECT show_config FROM config").fetchall()
    if not rows:
        return None
    try:
        return msgspec.json.decode(rows[0][0], type=ShowConfig)
    except msgspec.MsgspecError:
        log.warning("station.config.unreadable")
        return None


def save_config(database: sqlite3.Connection, config: ShowConfig) -> None:
    """Keep the configuration; a power cut may bring the one before back, which the next link replaces."""
    database.execute("INSERT OR REPLACE INTO config VALUES (1, ?)", (msgspec.json.encode(config),))
