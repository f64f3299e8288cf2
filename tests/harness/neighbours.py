"""What a test needs beside the sample property, written the way the server's own domains write it."""

from datetime import UTC, datetime
from pathlib import Path

from genkan.server.bootstrap.sample import EAST
from genkan.server.platform.database import sqlite_engine
from genkan.server.stations.service import add_station
from genkan.wire.ids import new_id

DATABASE_FILE = "genkan.db"


def add_second_station(data_dir: Path, *, name: str = "通用口") -> str:
    """Put a second door station, without a relay, into the first building; give its id."""
    station_id = new_id()
    with sqlite_engine(data_dir / DATABASE_FILE).connect() as connection:
        add_station(connection, station_id=station_id, building_id=EAST, name=name, at=datetime.now(UTC))
    return station_id
