"""Whom a notice is for."""

from datetime import datetime

from sqlalchemy import Connection

from genkan.server.accounts.members import Member, list_members_of_households
from genkan.server.households.service import HouseholdRow, list_households_of_homes
from genkan.server.notices.errors import NoticeUnfit
from genkan.server.notices.repository import Audience, NoticeDraft, NoticeRow
from genkan.server.properties.service import (
    list_buildings_of_properties,
    list_home_places,
    list_homes_of_buildings,
)


def list_residents(connection: Connection, row: NoticeRow, at: datetime) -> tuple[Member, ...]:
    """Give everybody with an account who lives at the instant where the notice is for."""
    households = list_audience(connection, row, at)
    members = list_members_of_households(connection, {household.id for household in households}, at)
    return tuple(member for member in members if member.membership.is_valid(at))


def list_audience(connection: Connection, row: NoticeRow, at: datetime) -> tuple[HouseholdRow, ...]:
    """Give the households that live at the instant where the notice is for."""
    buildings = list_buildings_of_properties(connection, [row.property_id])
    homes = list_homes_of_buildings(connection, [building.id for building in buildings])
    chosen = [home.id for home in homes if row.is_for(building_id=home.building_id, home_id=home.id)]
    return tuple(
        household for household in list_households_of_homes(connection, chosen, at) if household.since <= at
    )


def check_targets(connection: Connection, property_id: str, draft: NoticeDraft) -> None:
    """Raise NoticeUnfit unless the notice is addressed to something of the property."""
    targets, is_fit = set(draft.targets), False
    match draft.audience:
        case Audience.PROPERTY:
            is_fit = not targets
        case Audience.BUILDINGS:
            buildings = list_buildings_of_properties(connection, [property_id])
            is_fit = bool(targets) and targets <= {building.id for building in buildings}
        case Audience.HOMES:
            places = list_home_places(connection, list(targets))
            is_fit = bool(targets) and all(
                target in places and places[target].property_id == property_id for target in targets
            )
    if not is_fit:
        raise NoticeUnfit
