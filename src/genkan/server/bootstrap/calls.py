"""Puts together how calls begin, and what can be said and seen in them."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.core.call import Limits
from genkan.server.access.release_door import ReleaseDoor
from genkan.server.calls.directory import ListDirectory
from genkan.server.calls.link import NoTelephone
from genkan.server.calls.live_view import StartView
from genkan.server.calls.office import ReleaseFromOffice
from genkan.server.calls.office_calls import GetOfficePicture, ListOfficeCalls
from genkan.server.calls.place import PlaceCall
from genkan.server.calls.quiet import OwnQuiet
from genkan.server.calls.routes import RuleMounts, build_office_router, build_rules_router
from genkan.server.calls.say import SayInCall
from genkan.server.calls.service import Calls
from genkan.server.calls.switchboard import Switchboard
from genkan.server.credentials.prompts import AnswerPrompt
from genkan.server.gateway.app_endpoint import Mounts
from genkan.server.households.rules import ManageRules
from genkan.server.messages.link import AppLink
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.settings import Settings
from genkan.server.properties.entrance import ManageEntrance
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import StationRefresh

WORDS_PER_S = 0.5  # of one party in a call: the visitor reads what was said before
WORD_BURST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CallExtras:
    """The use cases around a call that its legs do not make up."""

    calls: Calls
    place_call: PlaceCall
    say: SayInCall
    start_view: StartView
    list_directory: ListDirectory
    database: Database
    router: APIRouter  # what devices, households and properties decide

    def mount(self, release_door: ReleaseDoor, answer_prompt: AnswerPrompt) -> Mounts:
        """Give what an app reaches by its socket."""
        return Mounts(
            release_door=release_door,
            release_from_office=ReleaseFromOffice(self.database, release_door),
            calls=self.calls,
            say=self.say,
            start_view=self.start_view,
            answer_prompt=answer_prompt,
        )


def build_call_extras(
    *,
    database: Database,
    clock: Clock,
    bus: Bus,
    switchboard: Switchboard,
    station_link: StationLink,
    app_link: AppLink,
    blobs: BlobStore,
    settings: Settings,
) -> CallExtras:
    """Give them, paced by the operator's settings."""

    def pace() -> RateLimit:
        count = settings.rates.calls_per_minute
        return RateLimit(per_second=count / 60, burst=count)

    router = build_rules_router(
        RuleMounts(
            quiet=OwnQuiet(database, clock),
            rules=ManageRules(database),
            entrance=ManageEntrance(
                database=database, clock=clock, stations=StationRefresh(database, station_link, bus)
            ),
        )
    )
    router.include_router(
        build_office_router(ListOfficeCalls(database, clock), GetOfficePicture(database, blobs))
    )
    return CallExtras(
        calls=Calls(
            database=database,
            switchboard=switchboard,
            app_link=app_link,
            station_link=station_link,
            blobs=blobs,
        ),
        place_call=PlaceCall(
            database=database,
            clock=clock,
            switchboard=switchboard,
            limits=Limits(ring=settings.calls.ring, talk=settings.calls.talk),
            pace=pace(),
            telephones=NoTelephone(),
        ),
        say=SayInCall(switchboard, RateLimit(per_second=WORDS_PER_S, burst=WORD_BURST)),
        start_view=StartView(
            database=database,
            clock=clock,
            switchboard=switchboard,
            station_link=station_link,
            pace=pace(),
        ),
        list_directory=ListDirectory(database, clock),
        database=database,
        router=router,
    )
