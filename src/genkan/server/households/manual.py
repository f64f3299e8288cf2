"""「入居者用マニュアル」: a property's manual for its residents, with its own contact, to be printed."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from genkan.server.platform.database import Database
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property
from genkan.server.properties.service import list_property_names
from genkan.server.properties.settings import get_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """What one property's manual says besides what all of them say."""

    language: str  # ja | en
    property_name: str
    support_phone: str
    support_hours: str


@operation("households.print_manual")
class PrintManual:
    """Give a property's manual for its residents as a PDF."""

    def __init__(self, database: Database, pictures: Path) -> None:
        self._database = database
        self._pictures = pictures

    async def __call__(self, scope: Scope, property_id: str, language: str) -> bytes:
        """Raises NotFound."""
        see_property(scope, property_id)

        def find(connection: Connection) -> Manual:
            settings = get_settings(connection, property_id)
            return Manual(
                language=language,
                property_name=list_property_names(connection, [property_id])[property_id],
                support_phone=settings.support_phone,
                support_hours=settings.support_hours,
            )

        manual = await self._database.read(find)
        return await asyncio.to_thread(_draw, manual, self._pictures)


def _draw(manual: Manual, pictures: Path) -> bytes:
    from genkan.server.households.manual_pdf import draw_manual  # noqa: PLC0415 - loads ReportLab: seldom

    return draw_manual(manual, pictures)
