"""Of which property and thing a request is, by the ids in its path: what an operation says nothing of."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from genkan.server.households.service import list_homes_of_households
from genkan.server.platform.audit import Said, Subject, SubjectKind
from genkan.server.properties.service import find_door, list_buildings, list_home_places
from genkan.server.stations.service import find_station

Resolve = Callable[[Connection, str, Said], None]


def find_place(connection: Connection, parameters: Mapping[str, str], said: Said) -> None:
    """Say it. What is not found says nothing: the operation will refuse, and nothing is entered."""
    for name, value in parameters.items():
        if (resolve := RESOLVERS.get(name)) is not None:
            resolve(connection, value, said)


def _property(_: Connection, property_id: str, said: Said) -> None:
    said.property_id = property_id


def _building(connection: Connection, building_id: str, said: Said) -> None:
    if (row := list_buildings(connection, [building_id]).get(building_id)) is not None:
        said.property_id = row.property_id
        said.subject = Subject(kind=SubjectKind.BUILDING, id=row.id, name=row.name)


def _home(connection: Connection, home_id: str, said: Said) -> None:
    if (row := list_home_places(connection, [home_id]).get(home_id)) is not None:
        said.property_id = row.property_id
        said.subject = Subject(kind=SubjectKind.HOME, id=row.id, name=row.number, place=row.building_name)


def _household(connection: Connection, household_id: str, said: Said) -> None:
    for row in list_homes_of_households(connection, [household_id]):
        _home(connection, row.home_id, said)


def _door(connection: Connection, door_id: str, said: Said) -> None:
    if (row := find_door(connection, door_id)) is not None:
        said.property_id = row.property_id
        said.subject = Subject(kind=SubjectKind.DOOR, id=row.id, name=row.name, place=row.building_name)


def _station(connection: Connection, station_id: str, said: Said) -> None:
    if (row := find_station(connection, station_id)) is not None:
        building = list_buildings(connection, [row.building_id])[row.building_id]
        said.property_id = row.property_id
        said.subject = Subject(kind=SubjectKind.STATION, id=row.id, name=row.name, place=building.name)


def _member(_: Connection, member_id: str, said: Said) -> None:
    said.member_id = member_id


RESOLVERS: Mapping[str, Resolve] = {
    "property_id": _property,
    "building_id": _building,
    "home_id": _home,
    "household_id": _household,
    "door_id": _door,
    "station_id": _station,
    "member_id": _member,
    "manager_id": _member,
}
