"""The server, assembled: every part is made here and given what it needs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping

import structlog
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from genkan.server.access.list_doors import ListDoors
from genkan.server.access.release_door import ReleaseDoor
from genkan.server.bootstrap.alarms import build_alarms
from genkan.server.bootstrap.calls import build_call_extras
from genkan.server.bootstrap.ground import Ground, open_ground
from genkan.server.bootstrap.http_api import build_http_api
from genkan.server.bootstrap.http_edge import HttpEdge
from genkan.server.bootstrap.integrations import build_webhooks
from genkan.server.bootstrap.key_notices import KeyNotices
from genkan.server.bootstrap.keys import build_keys
from genkan.server.bootstrap.messages import Post, build_post
from genkan.server.bootstrap.notices import build_notices
from genkan.server.bootstrap.pages import find_web_dist, mount_pages
from genkan.server.bootstrap.people import build_people
from genkan.server.bootstrap.push import PushParts, build_push, mount_push
from genkan.server.bootstrap.retention import Retention
from genkan.server.bootstrap.units import build_units
from genkan.server.calls.announcer import Announcer
from genkan.server.calls.link import NoTelephone
from genkan.server.calls.switchboard import Switchboard
from genkan.server.gateway.app_endpoint import AppEndpoint
from genkan.server.gateway.apps import AppSockets
from genkan.server.gateway.gateway import Gateway
from genkan.server.gateway.hints import Hints
from genkan.server.gateway.identity import Identity
from genkan.server.gateway.showing import Showing
from genkan.server.gateway.station_endpoint import StationEndpoint
from genkan.server.gateway.station_hints import StationHints
from genkan.server.gateway.stations import StationSockets
from genkan.server.platform.audit_policy import find_audit_faults
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.operations import Grant, find_policy_faults
from genkan.server.platform.policing import Policing
from genkan.server.platform.policy import POLICY
from genkan.server.platform.settings import CannotStart
from genkan.server.platform.tasks import Tasks
from genkan.server.platform.token_policy import find_token_faults
from genkan.server.stations.service import ListStations, StationDirectory
from genkan.server.sync.service import TakeIn
from genkan.server.sync.telling import Telling

log = structlog.get_logger()
__all__ = ["Ground", "Server", "build_server", "open_ground"]

TASK_GRACE_S = 2.0
Chore = Callable[[], Coroutine[object, object, None]]  # runs until cancelled


class Server:
    """An ASGI application with its background work."""

    def __init__(
        self,
        *,
        http: HttpEdge,
        api: FastAPI,
        gateway: Gateway,
        switchboard: Switchboard,
        post: Post,
        push: PushParts,
        chores: tuple[Chore, ...],
        tasks: Tasks,
    ) -> None:
        self.api = api
        self.gateway = gateway
        self.push = push
        self._http = http
        self._switchboard = switchboard
        self._post = post
        self._chores = chores
        self._tasks = tasks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        match scope["type"]:
            case "http":
                await self._http(scope, receive, send)
            case "websocket":
                await self.gateway(scope, receive, send)
            case other:
                raise ValueError(f"no such ASGI scope is served: {other}")

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Do the background work while the block runs; say goodbye to every socket at its end."""
        await self._switchboard.start()
        await self.gateway.start()
        background = [
            asyncio.create_task(self._switchboard.run()),
            asyncio.create_task(self.gateway.run()),
            asyncio.create_task(self._post.sending.run()),
            *(asyncio.create_task(chore()) for chore in self._chores),
        ]
        try:
            async with self.push.running():
                yield
        finally:
            await self.say_goodbye()
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            await self._tasks.close(grace_s=TASK_GRACE_S)
            await self._post.sending.close()
            await self._switchboard.close()
            await self.gateway.close()

    async def say_goodbye(self) -> None:
        """Tell every client that the server goes away; may be called more than once."""
        await self.gateway.say_goodbye()


def build_server(ground: Ground, policy: Mapping[str, frozenset[Grant]] = POLICY) -> Server:
    """Put the server together. Raises CannotStart when an operation has no row in the policy table."""
    faults = [*find_policy_faults(policy), *find_token_faults(policy), *find_audit_faults(policy)]
    if faults:
        raise CannotStart("\n".join(faults))
    policing = Policing(policy)
    settings, clock, database = ground.settings, ground.clock, ground.database
    tasks, metrics = Tasks(), Metrics()
    apps, stations = AppSockets(ground.bus), StationSockets(ground.bus, tasks)
    announcer = Announcer(
        database=database, clock=clock, app_link=apps, station_link=stations, ice=settings.ice
    )
    push = build_push(
        settings=settings,
        secrets=ground.secrets,
        database=database,
        clock=clock,
        app_link=apps,
        tasks=tasks,
    )
    switchboard = Switchboard(
        database=database,
        clock=clock,
        announcer=announcer,
        journal=ground.journal,
        blobs=ground.blobs,
        bus=ground.bus,
        tasks=tasks,
        metrics=metrics,
        telephone=NoTelephone(),
    )
    switchboard.reach_by(push.ringing)
    extras = build_call_extras(
        database=database,
        clock=clock,
        bus=ground.bus,
        switchboard=switchboard,
        station_link=stations,
        app_link=apps,
        blobs=ground.blobs,
        settings=settings,
    )
    list_doors = ListDoors(database, clock, stations)
    release_door = ReleaseDoor(
        database=database,
        journal=ground.journal,
        station_link=stations,
        calls=extras.calls,
        clock=clock,
        pace=_per_minute(settings.rates.releases_per_minute),
        metrics=metrics,
    )
    list_stations = ListStations(database=database, journal=ground.journal, station_link=stations)
    metrics.watch_links("app", lambda: len(apps))
    metrics.watch_links("station", lambda: len(stations))
    people = build_people(settings, ground.secrets, database=database, bus=ground.bus, clock=clock)
    api = build_http_api(ground, policing, people, list_doors, release_door, list_stations, metrics)
    derivation = Derivation(ground.secrets.server_key)
    keys = build_keys(
        database=database,
        journal=ground.journal,
        blobs=ground.blobs,
        bus=ground.bus,
        clock=clock,
        derivation=derivation,
        public_url=settings.public_url,
        app_link=apps,
        station_link=stations,
        notices=KeyNotices(database=database, clock=clock, push=push.push, tasks=tasks),
    )
    alarms = build_alarms(
        database, ground.journal, ground.bus, clock, station_link=stations, release_door=release_door
    )
    notices = build_notices(database, ground.blobs, ground.bus, clock)
    api.include_router(notices.router)
    api.include_router(alarms.router)
    units = build_units(
        database,
        ground.bus,
        clock,
        station_link=stations,
        derivation=derivation,
        settings=settings,
    )
    api.include_router(units.router)
    webhooks = build_webhooks(
        settings.webhooks, database=database, bus=ground.bus, clock=clock, derivation=derivation
    )
    webhooks.mount(api)
    api.include_router(keys.router)
    api.include_router(extras.router)
    post = build_post(
        settings,
        database=database,
        clock=clock,
        derivation=derivation,
        server_id=ground.secrets.server_id,
        push=push.push,
    )
    post.mount(api, database, clock)
    mount_push(
        api,
        push,
        settings=settings,
        database=database,
        clock=clock,
        switchboard=switchboard,
        release_door=release_door,
        tasks=tasks,
    )
    mount_pages(api, find_web_dist(), public_url=settings.public_url)
    identity = Identity(database, clock)
    showing = Showing(
        apps=apps,
        stations=stations,
        identity=identity,
        policing=policing,
        announcer=announcer,
        calls=extras.calls,
        list_doors=list_doors,
        list_stations=list_stations,
        list_prompts=keys.list_prompts,
        list_alarms=alarms.list_alarms,
        tasks=tasks,
    )
    app_endpoint = AppEndpoint(
        sockets=apps,
        identity=identity,
        policing=policing,
        showing=showing,
        mounts=extras.mount(release_door, keys.answer_prompt),
        liveness=switchboard.liveness,
        pace=RateLimit(per_second=settings.rates.requests_per_second, burst=settings.rates.request_burst),
        tasks=tasks,
        clock=clock,
    )
    telling = Telling(
        journal=ground.journal,
        clock=clock,
        tasks=tasks,
        alarms=alarms.of_events,
        notices=keys.notices,
        forwards=webhooks.forwarding,
    )
    directory = StationDirectory(database, clock)
    station_endpoint = StationEndpoint(
        sockets=stations,
        directory=directory,
        policing=policing,
        announcer=announcer,
        liveness=switchboard.liveness,
        place_call=extras.place_call,
        calls=extras.calls,
        say=extras.say,
        list_directory=extras.list_directory,
        take_in=TakeIn(database, ground.journal, telling),
        rights=keys.rights,
        checking=units.checking,
        tasks=tasks,
        clock=clock,
        server_id=ground.secrets.server_id,
    )
    gateway = Gateway(
        apps=apps,
        stations=stations,
        app_endpoint=app_endpoint,
        station_endpoint=station_endpoint,
        hints=Hints(bus=ground.bus, apps=apps, identity=identity, showing=showing, calls=extras.calls),
        station_hints=StationHints(
            bus=ground.bus, stations=stations, directory=directory, calls=extras.calls
        ),
        tasks=tasks,
        clock=clock,
    )
    return Server(
        http=HttpEdge(api, has_tls=settings.listen.has_tls),
        api=api,
        gateway=gateway,
        switchboard=switchboard,
        post=post,
        push=push,
        chores=(
            people.turning.run,
            telling.run,
            alarms.watch.run,
            webhooks.sending.run,
            notices.sending.run,
            people.issuing.run,
            Retention(database, ground.journal, ground.blobs, clock, settings.retention).run,
        ),
        tasks=tasks,
    )


def _per_minute(count: int) -> RateLimit:
    return RateLimit(per_second=count / 60, burst=count)
