"""Printing the way in 「アカウントのご案内」: a page for everybody who has not signed in yet.

What is printed for somebody who was known before looks alike, but its code leads to the invitation and
signs nobody in: whoever prints sheets must not come into an account by typing its address (docs/adr/0031).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.links import SIGN_IN_LIFE, SIGN_IN_LINK, LinkPurpose, LinkRow, add_link
from genkan.server.accounts.members import find_member
from genkan.server.households.errors import NobodyToMail
from genkan.server.households.issuing import Account, choose, list_accounts
from genkan.server.households.sheet import Sheet
from genkan.server.messages.instants import say_instant
from genkan.server.platform import audit
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.invitations import note_printed
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_buildings_of_properties, list_property_names
from genkan.server.properties.settings import PropertySettings, get_settings

log = structlog.get_logger()

SHEETS_AT_ONCE = 500  # pages of one file: some seconds of one core, drawn beside everything else
DECOY = "households.sheet.username"
LOWEST_USERNAME = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on every sheet of the installation."""

    public_url: str
    server_id: str
    derivation: Derivation = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """One page, with the row its code is made of."""

    account: Account
    link: LinkRow
    username: str
    time_zone: str


@operation("households.print_sheets")
class PrintSheets:
    """Give a PDF with the sheets of the chosen ones; what was printed for them before is void."""

    def __init__(self, database: Database, clock: Clock, imprint: Imprint) -> None:
        self._database = database
        self._clock = clock
        self._imprint = imprint

    async def __call__(self, scope: Scope, property_id: str, entry_ids: Sequence[str]) -> bytes:
        """Raises NotFound, NobodyToMail (all of them have come meanwhile)."""
        see_property(scope, property_id)
        at = self._clock.now()

        def issue(connection: Connection) -> tuple[list[_Printed], PropertySettings, str]:
            chosen = choose(list_accounts(connection, property_id, at), entry_ids)
            if not chosen:
                raise NobodyToMail
            audit.note(connection, count=len(chosen))
            buildings = list_buildings_of_properties(connection, [property_id])
            zones = {building.id: building.time_zone for building in buildings}
            printed = [
                self._issue(connection, account, zones[account.place.building_id], at) for account in chosen
            ]
            name = list_property_names(connection, [property_id])[property_id]
            return printed, get_settings(connection, property_id), name

        printed, settings, name = await self._database.write(issue)
        sheets = [self._sheet(one, settings, name) for one in printed]
        log.info("households.sheets.printed", property_id=property_id, sheets=len(sheets))
        return await asyncio.to_thread(_draw, sheets)

    def _issue(self, connection: Connection, account: Account, time_zone: str, at: datetime) -> _Printed:
        entry = account.entry
        member = find_member(connection, entry.id, at)
        purpose = LinkPurpose.INVITED if member is None else LinkPurpose.SHEET
        link = add_link(connection, entry.person_id, purpose, at, life=SIGN_IN_LIFE)
        note_printed(connection, entry.id, at)
        username = self._decoy(entry.id) if member is None else member.person.username
        return _Printed(account=account, link=link, username=username, time_zone=time_zone)

    def _decoy(self, entry_id: str) -> str:
        """Give nine digits that nobody was given: the owner of a known account keeps theirs to themself."""
        number = int.from_bytes(self._imprint.derivation.hash(DECOY, entry_id))
        return str(LOWEST_USERNAME + number % (9 * LOWEST_USERNAME))

    def _sheet(self, printed: _Printed, settings: PropertySettings, property_name: str) -> Sheet:
        entry, place = printed.account.entry, printed.account.place
        token = self._imprint.derivation.link(SIGN_IN_LINK, printed.link.id)
        return Sheet(
            language=entry.language,
            property_name=property_name,
            building_name=place.building_name,
            home_number=place.number,
            name=entry.display_name,
            username=printed.username,
            server_id=self._imprint.server_id,
            address=f"{self._imprint.public_url}/app/",
            link=f"{self._imprint.public_url}/app/open#{token}",
            until=say_instant(printed.link.expires_at, time_zone=printed.time_zone, language=entry.language),
            support_phone=settings.support_phone,
            support_hours=settings.support_hours,
        )


def _draw(sheets: Sequence[Sheet]) -> bytes:
    from genkan.server.households.sheet_pdf import draw_sheets  # noqa: PLC0415 - loads for 0.3 s, for this alone

    return draw_sheets(sheets)
