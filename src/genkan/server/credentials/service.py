"""What other domains may ask about credentials, and what ends them with a membership."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from genkan.core.credentials import CredentialKind
from genkan.core.rights import HouseholdFact
from genkan.core.schedules import Schedule
from genkan.server.credentials.prompt_rows import PromptRow
from genkan.server.credentials.repository import (
    CredentialRow,
    End,
    end_credentials,
    find_credential,
    list_changed,
    list_ended,
    list_live_of_household,
    list_live_pins,
    list_visitor_names,
    touch_household,
)
from genkan.server.credentials.salts import BuildingKeys, find_building_keys, put_building_keys
from genkan.server.credentials.vault import Vault
from genkan.server.households.service import list_homes_of_households, list_households
from genkan.server.platform.bus import Bus
from genkan.server.properties.service import (
    get_building,
    list_buildings,
    list_doors,
    take_change_number,
)

__all__ = [
    "BuildingKeys",
    "CredentialKeys",
    "CredentialRow",
    "End",
    "KeyLetter",
    "PromptRow",
    "Vault",
    "end_credentials",
    "find_building_keys",
    "find_credential",
    "hint_property",
    "list_changed",
    "list_ended",
    "list_household_facts",
    "list_live_pins",
    "list_visitor_names",
    "property_hint",
    "put_building_keys",
    "read_key_letter",
    "touch_household",
]

SHARE_PATH = "/app/key"


def property_hint(property_id: str) -> str:
    """Give the subject by which the stations of the property are hurried."""
    return f"hint.property.{property_id}"


async def hint_property(bus: Bus, property_id: str) -> None:
    """Hurry the stations of the property: what they decide by has changed."""
    await bus.publish(property_hint(property_id), b"")


def list_household_facts(connection: Connection, household_ids: Collection[str]) -> dict[str, HouseholdFact]:
    """Give where the households live, from when until when."""
    if not household_ids:
        return {}
    homes = {home.household_id: home for home in list_homes_of_households(connection, household_ids)}
    return {
        row.id: HouseholdFact(
            household_id=row.id,
            home_id=row.home_id,
            building_id=homes[row.id].building_id,
            since=row.since,
            until=row.until,
        )
        for row in list_households(connection, household_ids)
    }


class CredentialKeys:
    """Ends what a household opens doors with, together with the membership: the port `HouseholdKeys`."""

    def end_member(self, connection: Connection, *, household_id: str, person_id: str, at: datetime) -> None:
        """Void the household's shared PIN, and the keys the person issued."""
        ended = list_live_of_household(connection, household_id, issuer_id=person_id)
        _void(connection, ended, at)

    def end_household(self, connection: Connection, *, household_id: str, at: datetime) -> None:
        """Void everything the household opens doors with."""
        _void(connection, list_live_of_household(connection, household_id), at)

    def change_household(self, connection: Connection, *, household_id: str) -> None:
        """Let stations learn until when the household lives there now."""
        rows = list_live_of_household(connection, household_id)
        for property_id in {row.property_id for row in rows}:
            touch_household(connection, household_id, take_change_number(connection, property_id))

    def stop_devices(self, connection: Connection, *, person_id: str, at: datetime) -> None:
        """Nothing of ours lives on a telephone."""


def _void(connection: Connection, rows: Collection[CredentialRow], at: datetime) -> None:
    for property_id in {row.property_id for row in rows}:
        change = take_change_number(connection, property_id)
        ids = [row.id for row in rows if row.property_id == property_id]
        end_credentials(connection, ids, at=at, end=End.VOID, change=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLetter:
    """Everything the mail and the page of a temporary key say."""

    visitor_name: str
    building_name: str
    schedule: Schedule | None
    time_zone: ZoneInfo
    uses: int | None
    doors: tuple[str, ...]  # names
    qr_text: str = field(repr=False)
    url: str = field(repr=False)
    is_over: bool


def read_key_letter(connection: Connection, vault: Vault, public_url: str, pass_id: str) -> KeyLetter | None:
    """Give what the mail of a key says, as things are now; None when there is no such key."""
    row = find_credential(connection, pass_id)
    if row is None or row.kind is not CredentialKind.QR:
        return None
    homes = list_homes_of_households(connection, {row.household_id} if row.household_id else set())
    doors = list_doors(connection, row.doors or ())
    building_id = homes[0].building_id if homes else doors[0].building_id if doors else None
    if building_id is None:
        return None
    building = list_buildings(connection, {building_id})[building_id]
    return KeyLetter(
        visitor_name=row.name or "",
        building_name=building.name,
        schedule=row.schedule,
        time_zone=ZoneInfo(building.time_zone),
        uses=row.uses,
        doors=tuple(door.name for door in doors),
        qr_text=vault.qr_text(row.id),
        url=share_url(vault, public_url, row.id),
        is_over=not row.is_live,
    )


def share_url(vault: Vault, public_url: str, pass_id: str) -> str:
    """Give the link of a key. The key stands in the fragment, which no server ever sees."""
    return f"{public_url}{SHARE_PATH}#{vault.key_text(pass_id)}"


def renew_building_keys(
    connection: Connection, vault: Vault, building_id: str, *, kept_by: str | None = None
) -> None:
    """Give the building a new salt and a new epoch: its stations fetch everything anew."""
    building = get_building(connection, building_id)
    before = find_building_keys(connection, building_id)
    keeper = kept_by or ("unit" if before is None else before.kept_by)
    put_building_keys(connection, vault.make_building_keys(building_id, kept_by=keeper))
    take_change_number(connection, building.property_id)
