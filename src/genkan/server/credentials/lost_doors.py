"""What becomes of PINs and keys when a door or a station is taken away."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.schedules import last_end
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    change_credential,
    end_credentials,
    list_tied_to_doors,
)


def part_with_doors(
    connection: Connection,
    property_id: str,
    door_ids: Collection[str],
    *,
    zone: ZoneInfo,
    change: int,
    at: datetime,
    station_id: str | None = None,
) -> int:
    """Take the doors out of every PIN and key, end what is left with none, and give how many keys ended.

    With a `station_id` its keys end, too: nobody could tell how often they are used. Counted are keys that
    somebody could still have used.
    """
    gone = set(door_ids)
    ended: list[CredentialRow] = []
    for row in list_tied_to_doors(connection, property_id):
        left = None if row.doors is None else row.doors - gone
        if left == frozenset() or (
            station_id is not None and row.uses is not None and row.home_station_id == station_id
        ):
            ended.append(row)
        elif left is not None and left != row.doors:
            change_credential(
                connection, row.id, name=row.name, schedule=row.schedule, doors=left, change=change
            )
    end_credentials(connection, [row.id for row in ended], at=at, end=End.VOID, change=change)
    return sum(_is_usable(row, zone, at) for row in ended)


def _is_usable(row: CredentialRow, zone: ZoneInfo, at: datetime) -> bool:
    end = None if row.schedule is None else last_end(row.schedule, zone)
    return end is None or end > at
