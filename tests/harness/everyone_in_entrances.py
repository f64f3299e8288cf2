"""Who may make, change and remove stations and doors."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from genkan.server.bootstrap.sample import EAST
from genkan.server.platform.operations import Role
from genkan.server.properties.service import add_door
from genkan.server.stations.service import add_relay, add_station
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

PORTAL = "/api/portal"
FOR_INSTALLER = row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN)
NAMES = (
    "access.create_station",
    "access.rename_station",
    "access.remove_station",
    "access.create_door",
    "access.change_door",
    "access.remove_door",
)
EXPECTED = dict.fromkeys(NAMES, FOR_INSTALLER)
ROLES = {name: {Role.INSTALLER} for name in NAMES}


def put_up(connection: Connection) -> tuple[str, str]:
    """Store a station in the east building, with a door at its first relay; give their ids."""
    station_id, door_id = new_id(), new_id()
    add_station(connection, station_id=station_id, building_id=EAST, name=station_id, at=datetime.now(UTC))
    add_door(connection, door_id=door_id, building_id=EAST, name=door_id)
    add_relay(connection, station_id=station_id, number=1, door_id=door_id)
    return station_id, door_id


def trial(method: str, path: str, body: dict[str, object] | None = None) -> HttpTrial:
    """Try one request; `{station}` and `{door}` are ids of what was put up for it."""

    async def attempt(town: HttpTown, person: str) -> str:
        station_id, door_id = await town.database.write(put_up)

        def fill(text: str) -> str:
            return text.replace("{station}", station_id).replace("{door}", door_id)

        sent = {
            name: fill(value) if isinstance(value, str) else value for name, value in (body or {}).items()
        }
        async with town.client(person, "portal") as client:
            return http_outcome(
                await client.request(method, f"{PORTAL}/{fill(path)}", json=sent if body else None)
            )

    return attempt


TRIALS: dict[str, HttpTrial] = {
    "access.create_station": trial("POST", "stations", {"name": "{station} 2", "building_id": EAST}),
    "access.rename_station": trial("PUT", "stations/{station}", {"name": "{station} 2"}),
    "access.remove_station": trial("DELETE", "stations/{station}"),
    "access.create_door": trial("POST", "stations/{station}/doors", {"name": "{door} 2", "relay": 2}),
    "access.change_door": trial(
        "PUT", "doors/{door}", {"name": "{door} 2", "relay": 3, "station_id": "{station}"}
    ),
    "access.remove_door": trial("DELETE", "doors/{door}"),
}
