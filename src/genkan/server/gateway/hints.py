"""Rights that end bite at once: sockets follow what another part of the server has written."""

import structlog

from genkan.server.calls.service import Calls
from genkan.server.gateway.apps import App, AppSocket, AppSockets
from genkan.server.gateway.identity import Identity
from genkan.server.gateway.showing import Showing
from genkan.server.platform.bus import Bus, Message, Subscription
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import Role
from genkan.server.stations.service import BUILDING_HINT

log = structlog.get_logger()

PERSON_HINTS = "hint.person.>"  # memberships or sessions of a person have changed


class Hints:
    """Listens to the bus. A hint only hurries: every operation reads the truth itself."""

    def __init__(
        self, *, bus: Bus, apps: AppSockets, identity: Identity, showing: Showing, calls: Calls
    ) -> None:
        self._bus = bus
        self._apps = apps
        self._identity = identity
        self._showing = showing
        self._calls = calls
        self._subscriptions: list[Subscription] = []

    async def start(self) -> None:
        self._subscriptions.append(await self._bus.subscribe(PERSON_HINTS, self._recheck_person))
        self._subscriptions.append(await self._bus.subscribe(f"{BUILDING_HINT}.>", self._show_building))

    async def close(self) -> None:
        for subscription in self._subscriptions:
            await subscription.close()

    async def _show_building(self, message: Message) -> None:
        self._showing.note_changed(message.subject.rpartition(".")[2])

    async def _recheck_person(self, message: Message) -> None:
        person_id = message.subject.rpartition(".")[2]
        for app in self._apps.of_person(person_id):
            await self._recheck(app)

    async def _recheck(self, app: AppSocket) -> None:
        try:
            actor = await self._identity.get_actor(app)
        except NotSignedIn:
            await self._calls.leave_all(app.session_id, households=frozenset())
            await self._apps.dismiss((app,), "signed_out")
            return
        if app.app is App.RESIDENT:
            households = frozenset(
                membership.household_id
                for membership in actor.memberships
                if membership.household_id is not None
            )
            offices = frozenset(
                membership.property_id
                for membership in actor.memberships
                if membership.role is Role.MANAGER and membership.property_id is not None
            )
            await self._calls.leave_all(app.session_id, households=households, offices=offices)
        await self._showing.show_everything(app)
