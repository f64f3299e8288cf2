"""The report of an installation check on paper."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import Connection

from genkan.server.accounts.service import list_names
from genkan.server.checks.repository import CheckRow, find_check
from genkan.server.checks.service import get_station_of
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.service import get_building, list_property_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the report says."""

    language: str  # ja | en
    property_name: str
    building_name: str
    station_name: str
    time_zone: str
    person_name: str  # empty: erased
    row: CheckRow


@operation("checks.print_report")
class PrintReport:
    """Give the report of a check as a PDF."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, check_id: str, language: str) -> bytes:
        """Raises NotFound."""

        def find(connection: Connection) -> Report:
            row = find_check(connection, check_id)
            if row is None:
                raise NotFound
            station = get_station_of(connection, scope, row.station_id)
            building = get_building(connection, station.building_id)
            names = list_property_names(connection, {station.property_id})
            return Report(
                language=language,
                property_name=names[station.property_id],
                building_name=building.name,
                station_name=station.name,
                time_zone=building.time_zone,
                person_name=list_names(connection, {row.person_id}).get(row.person_id, ""),
                row=row,
            )

        report = await self._database.read(find)
        return await asyncio.to_thread(_draw, report)


def _draw(report: Report) -> bytes:
    from genkan.server.checks.report_pdf import draw_report  # noqa: PLC0415 - loads ReportLab: seldom

    return draw_report(report)
