"""What other domains may ask about properties, buildings, homes and doors."""

from collections.abc import Collection

from sqlalchemy import Connection

from genkan.server.properties.repository import (
    DOORS,
    HOMES,
    BuildingRow,
    DoorRow,
    HomePlace,
    HomeRow,
    PropertyRow,
    add_building,
    add_door,
    add_home,
    add_homes,
    add_property,
    find_door,
    find_home,
    find_property_by_name,
    get_building,
    get_change_number,
    list_buildings,
    list_buildings_of_properties,
    list_change_numbers,
    list_doors,
    list_doors_of_buildings,
    list_home_places,
    list_homes_of_building,
    list_homes_of_buildings,
    list_property_names,
    lock_home,
    lock_property,
    remove_home,
    set_door_blocked,
    set_door_policy,
    take_change_number,
)

__all__ = [
    "DOORS",
    "HOMES",
    "BuildingRow",
    "DoorRow",
    "HomePlace",
    "HomeRow",
    "PropertyRow",
    "add_building",
    "add_door",
    "add_home",
    "add_homes",
    "add_property",
    "find_door",
    "find_home",
    "find_property_by_name",
    "get_building",
    "get_change_number",
    "list_buildings",
    "list_buildings_of_properties",
    "list_change_numbers",
    "list_door_names",
    "list_doors",
    "list_doors_of_buildings",
    "list_home_places",
    "list_homes_of_building",
    "list_homes_of_buildings",
    "list_property_names",
    "lock_home",
    "lock_property",
    "remove_home",
    "set_door_blocked",
    "set_door_policy",
    "take_change_number",
]


def list_door_names(connection: Connection, door_ids: Collection[str]) -> dict[str, str]:
    """Give the names of the doors by id, as they are now."""
    return {door.id: door.name for door in list_doors(connection, door_ids)} if door_ids else {}
