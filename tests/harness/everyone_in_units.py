"""What everybody gets of a station's unit: how its panel is set, and its installation check."""

from collections.abc import Mapping
from datetime import UTC, datetime

from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE
from genkan.server.checks.lines import CheckedDoor, Progress, begin
from genkan.server.checks.repository import CheckRow, add_check
from genkan.server.checks.showing import CODE_PURPOSE
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import Role
from genkan.wire.ids import new_id
from genkan.wire.station import UnitFacts
from harness.asgi import AsgiSocket
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row
from harness.everyone_in_alarms import trial

STATION = f"/api/portal/stations/{EAST_STATION}"
INSTALLER = {Role.INSTALLER}
STAFF = {Role.MANAGER, Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
FOR_INSTALLER = row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN)
SETTINGS = {
    "volume": 80,
    "night_volume": None,
    "brightness": 90,
    "night_brightness": 40,
    "language": "en",
    "idle_s": 30,
    "snapshots": "never",
}


async def answer_looks(east: AsgiSocket) -> None:
    """Be a unit that can be checked."""
    async for frame in east.asked("check.look"):
        facts = UnitFacts(panel_connected=True, is_in_call=False, clock_uncertainty_ms=20)
        east.answer(frame, facts)


async def add_own_check(town: HttpTown, person_id: str) -> str:
    """Let the person lead a check at the station, standing there."""
    progress = begin([CheckedDoor(id=ENTRANCE, name="エントランス", has_monitor=False)], language="ja")
    check = CheckRow(
        id=new_id(),
        station_id=EAST_STATION,
        person_id=person_id,
        started_at=datetime.now(UTC),
        ended_at=None,
        version="0.1.0",
        progress=Progress(language="ja", lines=progress.lines, is_there=True),
    )
    await town.database.write(lambda connection: add_check(connection, check))
    return check.id


def check_trial(method: str, tail: str, body: Mapping[str, object] | None = None) -> HttpTrial:
    """Try one request about a check that the asker leads, if they may lead any."""

    async def attempt(town: HttpTown, person: str) -> str:
        async with town.client(person, "portal") as client:
            me = await client.get("/api/portal/me")
            check_id = await add_own_check(town, me.json()["person_id"] if me.is_success else "0" * 32)
            code = Derivation(town.server_key).code(CODE_PURPOSE, check_id)
            sent = {"code": code} if tail == "/code" else body
            return http_outcome(
                await client.request(method, f"/api/portal/checks/{check_id}{tail}", json=sent)
            )

    return attempt


async def try_list(town: HttpTown, person: str) -> str:
    check_id = await add_own_check(town, "0" * 32)
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get(f"{STATION}/checks"), sees=check_id)


EXPECTED = {
    "stations.get_settings": FOR_STAFF,
    "stations.change_settings": FOR_STAFF,
    "checks.list_checks": FOR_STAFF,
    "checks.print_report": FOR_STAFF,
    "checks.start": FOR_INSTALLER,
    "checks.arrive": FOR_INSTALLER,
    "checks.answer": FOR_INSTALLER,
    "checks.look_again": FOR_INSTALLER,
    "checks.finish": FOR_INSTALLER,
}
ROLES = {
    "stations.get_settings": STAFF,
    "stations.change_settings": STAFF,
    "checks.list_checks": STAFF,
    "checks.print_report": STAFF,
    "checks.start": INSTALLER,
    "checks.arrive": INSTALLER,
    "checks.answer": INSTALLER,
    "checks.look_again": INSTALLER,
    "checks.finish": INSTALLER,
    "checks.report": {Role.STATION},
}
TRIALS = {
    "stations.get_settings": trial("GET", f"{STATION}/settings"),
    "stations.change_settings": trial("PUT", f"{STATION}/settings", SETTINGS),
    "checks.list_checks": try_list,
    "checks.print_report": check_trial("GET", "/report"),
    "checks.start": trial("POST", f"{STATION}/checks", {"language": "ja"}),
    "checks.arrive": check_trial("POST", "/code"),
    "checks.answer": check_trial("POST", "/answers", {"line": f"relay:{ENTRANCE}", "answer": "pulse"}),
    "checks.look_again": check_trial("POST", "/look-again"),
    "checks.finish": check_trial("POST", "/finish"),
}
