"""State down to the apps: on connecting, and when something they show has changed."""

import asyncio

import structlog

from genkan.core.call import LegState, Phase
from genkan.server.access.list_doors import ListDoors
from genkan.server.alarms.service import ListAlarms
from genkan.server.calls.announcer import Announcer
from genkan.server.calls.service import Calls
from genkan.server.credentials.prompts import ListPrompts
from genkan.server.gateway.apps import App, AppSocket, AppSockets
from genkan.server.gateway.identity import Identity
from genkan.server.gateway.presence import Place
from genkan.server.gateway.stations import StationSockets
from genkan.server.platform.errors import DomainError, NotAllowed
from genkan.server.platform.operations import Scope
from genkan.server.platform.policing import Policing
from genkan.server.platform.tasks import Tasks
from genkan.server.stations.service import ListStations
from genkan.wire.frame import encode

log = structlog.get_logger()

SETTLE_S = 0.2  # a station that flaps, or a thousand that come back at once, is one change


class Showing:
    """Computes and sends `show.home`, `show.calls`, `show.stations` and `show.alarms`."""

    def __init__(  # noqa: PLR0913 - it draws from every domain an app shows
        self,
        *,
        apps: AppSockets,
        stations: StationSockets,
        identity: Identity,
        policing: Policing,
        announcer: Announcer,
        calls: Calls,
        list_doors: ListDoors,
        list_stations: ListStations,
        list_prompts: ListPrompts,
        list_alarms: ListAlarms,
        tasks: Tasks,
    ) -> None:
        self._apps = apps
        self._stations = stations
        self._identity = identity
        self._policing = policing
        self._announcer = announcer
        self._calls = calls
        self._list_doors = list_doors
        self._list_stations = list_stations
        self._list_prompts = list_prompts
        self._list_alarms = list_alarms
        self._tasks = tasks
        self._changed_places: set[str] = set()
        self._refresh: asyncio.Task[None] | None = None
        stations.on_presence(self._note_presence)

    async def show_everything(self, app: AppSocket) -> None:
        """Show an app that has just connected all it needs."""
        match app.app:
            case App.RESIDENT:
                await self.show_home(app)
                await self.show_calls(app)
                await self.show_prompts(app)
            case App.PORTAL:
                await self.show_stations(app)
                await self.show_alarms(app)

    async def show_home(self, app: AppSocket) -> None:
        """Show the homes and doors of the person."""
        actor = await self._identity.get_actor(app)
        try:
            scope = self._policing.authorise("access.list_doors", actor)
        except NotAllowed:  # lives nowhere (any more): an empty home screen says so
            scope = Scope(person_id=app.person_id)
        home, buildings = await self._list_doors(scope)
        self._apps.place(app, buildings)
        app.socket.post(encode("show.home", home))

    async def show_calls(self, app: AppSocket) -> None:
        """Show the calls of the person's homes."""
        calls = await self._announcer.get_calls_of(app.person_id, app.session_id)
        app.socket.post(encode("show.calls", calls))

    async def show_prompts(self, app: AppSocket) -> None:
        """Show the open questions to the person's homes; without one there is nothing to show."""
        actor = await self._identity.get_actor(app)
        try:
            scope = self._policing.authorise("credentials.list_prompts", actor)
        except NotAllowed:
            return
        prompts = await self._list_prompts(scope)
        if prompts.prompts:
            app.socket.post(encode("show.prompts", prompts))

    async def show_stations(self, app: AppSocket) -> None:
        """Show the stations of the properties the person looks after."""
        actor = await self._identity.get_actor(app)
        try:
            scope = self._policing.authorise("stations.list_stations", actor)
        except DomainError as error:
            log.info("portal.refused", reason=error.type)
            await self._apps.dismiss((app,), "ended")
            return
        self._apps.place(app, scope.properties)
        app.socket.post(encode("show.stations", await self._list_stations(scope)))

    async def show_alarms(self, app: AppSocket) -> None:
        """Show the open alarms of the properties the person looks after."""
        actor = await self._identity.get_actor(app)
        try:
            scope = self._policing.authorise("alarms.list_alarms", actor)
        except DomainError:
            return  # whoever looks after nothing was parted with before
        app.socket.post(encode("show.alarms", await self._list_alarms.show_open(scope)))

    async def note_gone(self, app: AppSocket) -> None:
        """The last link of a session closed: if it was ringing, it rings no more."""
        if app.app is not App.RESIDENT:
            return
        shown = await self._announcer.get_calls_of(app.person_id, app.session_id)
        for call in shown.calls:
            if call.phase != Phase.TALKING and call.leg_state == LegState.RINGING:
                await self._calls.lose_app(call.call_id, app.session_id)

    def note_changed(self, *places: str) -> None:
        """What the buildings and properties show has changed: their apps are shown it in a moment."""
        self._changed_places.update(places)
        if self._refresh is None or self._refresh.done():
            self._refresh = self._tasks.start(self._refresh_changed())

    def _note_presence(self, place: Place) -> None:
        self.note_changed(place.building_id, place.property_id)

    async def _refresh_changed(self) -> None:
        await asyncio.sleep(SETTLE_S)
        places, self._changed_places = self._changed_places, set()
        for app in {app for place in places for app in self._apps.at(place)}:
            match app.app:
                case App.RESIDENT:
                    await self.show_home(app)
                case App.PORTAL:
                    await self.show_stations(app)
                    await self.show_alarms(app)
