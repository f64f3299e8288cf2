"""What everybody gets of the property's alarms, and of releasing its doors from the portal."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime

from genkan.server.alarms.repository import AlarmKind, Cause, add_alarm
from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE, PROPERTY
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

PORTAL = "/api/portal"
SETTINGS = f"{PORTAL}/properties/{PROPERTY}/alarm-settings"
STAFF, MANAGER = {Role.MANAGER, Role.INSTALLER}, {Role.MANAGER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_MANAGER = row(FORBIDDEN, manager=OK, foreign_manager=HIDDEN)
RULES = {"offline_after_min": 10, "clock_bound_s": 2, "remind_after_min": 60}


async def add_forced(town: HttpTown) -> str:
    """Let the entrance have been forced, and be closed again."""
    alarm_id, at = new_id(), datetime.now(UTC)
    cause = Cause(kind=AlarmKind.FORCED, property_id=PROPERTY, station_id=EAST_STATION, door_id=ENTRANCE)
    await town.database.write(
        lambda connection: add_alarm(connection, alarm_id, cause, since=at, until=at, at=at, next_at=None)
    )
    return alarm_id


async def try_list(town: HttpTown, person: str) -> str:
    alarm_id = await add_forced(town)
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"{PORTAL}/alarms"), sees=alarm_id)


async def try_acknowledge(town: HttpTown, person: str) -> str:
    alarm_id = await add_forced(town)
    async with town.client(person, "portal") as client:
        return http_outcome(
            await client.post(f"{PORTAL}/alarms/{alarm_id}/acknowledge", json={"remark": "見ました"})
        )


async def try_release(town: HttpTown, person: str) -> str:
    body = {"key": new_id(), "tapped_ms": int(time.time() * 1000), "reason": "鍵の忘れ物"}
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(f"{PORTAL}/doors/{ENTRANCE}/release", json=body))


def trial(method: str, path: str, body: Mapping[str, object] | None = None) -> HttpTrial:
    """Try one request of the portal."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "portal") as client:
            return http_outcome(await client.request(method, path, json=body))

    return attempt


EXPECTED = {
    "alarms.list_alarms": FOR_STAFF,
    "alarms.acknowledge": FOR_STAFF,
    "alarms.get_settings": FOR_STAFF,
    "alarms.change_rules": FOR_STAFF,
    "alarms.change_choice": FOR_MANAGER,
    "access.release_remotely": FOR_MANAGER,
    "access.list_remote_releases": FOR_STAFF,
}
ROLES = {
    "alarms.list_alarms": STAFF,
    "alarms.acknowledge": STAFF,
    "alarms.get_settings": STAFF,
    "alarms.change_rules": STAFF,
    "alarms.change_choice": MANAGER,
    "access.release_remotely": MANAGER,
    "access.list_remote_releases": STAFF,
}
TRIALS: dict[str, HttpTrial] = {
    "alarms.list_alarms": try_list,
    "alarms.acknowledge": try_acknowledge,
    "alarms.get_settings": trial("GET", SETTINGS),
    "alarms.change_rules": trial("PUT", f"{SETTINGS}/rules", RULES),
    "alarms.change_choice": trial("PUT", f"{SETTINGS}/choice", {"mail": True, "push": True}),
    "access.release_remotely": try_release,
    "access.list_remote_releases": trial("GET", f"{PORTAL}/doors/{ENTRANCE}/releases"),
}
