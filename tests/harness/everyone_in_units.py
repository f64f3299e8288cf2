"""What everybody gets of a station's unit: how its panel is set."""

from genkan.server.bootstrap.sample import EAST_STATION
from genkan.server.platform.operations import Role
from harness.everyone import FORBIDDEN, HIDDEN, OK, row
from harness.everyone_in_alarms import trial

STATION = f"/api/portal/stations/{EAST_STATION}"
STAFF = {Role.MANAGER, Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)
SETTINGS = {
    "volume": 80,
    "night_volume": None,
    "brightness": 90,
    "night_brightness": 40,
    "language": "en",
    "idle_s": 30,
    "snapshots": "never",
}

EXPECTED = {
    "stations.get_settings": FOR_STAFF,
    "stations.change_settings": FOR_STAFF,
}
ROLES = {
    "stations.get_settings": STAFF,
    "stations.change_settings": STAFF,
}
TRIALS = {
    "stations.get_settings": trial("GET", f"{STATION}/settings"),
    "stations.change_settings": trial("PUT", f"{STATION}/settings", SETTINGS),
}
