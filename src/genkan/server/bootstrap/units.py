"""What is done about one station's unit from the portal, put together."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.server.checks.answers import AnswerLine, FinishCheck, LookAgain
from genkan.server.checks.printing import PrintReport
from genkan.server.checks.routes import CheckMounts, build_router
from genkan.server.checks.service import Arrive, Checking, ListChecks, StartCheck, TakeReport
from genkan.server.checks.showing import CheckScreens
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.settings import Settings
from genkan.server.stations.link import StationLink
from genkan.server.stations.panel_settings import ChangePanelSettings, GetPanelSettings
from genkan.server.stations.routes import build_panel_router
from genkan.server.stations.service import StationRefresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What the rest of the server needs of it."""

    router: APIRouter
    checking: Checking


def build_units(
    database: Database,
    bus: Bus,
    clock: Clock,
    *,
    station_link: StationLink,
    derivation: Derivation,
    settings: Settings,
) -> Units:
    """Put it together."""
    unit = StationRefresh(database, station_link, bus)
    router = APIRouter()
    router.include_router(build_panel_router(GetPanelSettings(database), ChangePanelSettings(database, unit)))
    screens = CheckScreens(
        database=database, clock=clock, station_link=station_link, derivation=derivation, ice=settings.ice
    )
    pulses = settings.rates.releases_per_minute
    router.include_router(
        build_router(
            CheckMounts(
                list_checks=ListChecks(
                    database=database, clock=clock, station_link=station_link, screens=screens
                ),
                start=StartCheck(database=database, clock=clock, station_link=station_link, screens=screens),
                arrive=Arrive(database, clock, screens),
                answer=AnswerLine(
                    database=database,
                    clock=clock,
                    station_link=station_link,
                    screens=screens,
                    pace=RateLimit(per_second=pulses / 60, burst=pulses),
                ),
                look_again=LookAgain(
                    database=database, clock=clock, station_link=station_link, screens=screens
                ),
                finish=FinishCheck(database, clock, screens),
                print_report=PrintReport(database),
            )
        )
    )
    return Units(
        router=router,
        checking=Checking(screens=screens, take_report=TakeReport(database, clock, screens)),
    )
