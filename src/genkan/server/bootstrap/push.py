"""Waking closed apps, put together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import FastAPI

from genkan.server.access.release_door import ReleaseDoor
from genkan.server.calls.ice import GetIce
from genkan.server.calls.lost_mail import MailLost
from genkan.server.calls.reach import ListDeliveries, ListReach, NoteDelivery
from genkan.server.calls.ring_link import FollowLink, RingLinks
from genkan.server.calls.ringing import Ringing
from genkan.server.calls.routes import ReachUseCases, build_reach_router
from genkan.server.calls.self_test import SelfTest, WarnLost
from genkan.server.calls.switchboard import Switchboard
from genkan.server.calls.test_ring import GetTest, NoteTest, StartTest
from genkan.server.messages.link import AppLink
from genkan.server.messages.push import GetPush, Push, SubscribePush, UnsubscribePush
from genkan.server.messages.routes import build_push_router
from genkan.server.messages.web_push import WEB_PUSH, WebPushTransport, application_server_key
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.secrets import Secrets
from genkan.server.platform.settings import Settings
from genkan.server.platform.tasks import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class PushParts:
    """What the rest of the server needs of it."""

    push: Push
    ringing: Ringing
    links: RingLinks
    self_test: SelfTest
    public_key: str

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Make the nightly round while the block runs."""
        round_ = asyncio.create_task(self.self_test.run())
        try:
            yield
        finally:
            round_.cancel()
            await asyncio.gather(round_, return_exceptions=True)
            await self.push.close()


def build_push(
    *,
    settings: Settings,
    secrets: Secrets,
    database: Database,
    clock: Clock,
    app_link: AppLink,
    tasks: Tasks,
) -> PushParts:
    """Make what rings closed apps."""
    key = secrets.push_key
    host = urlsplit(settings.public_url).hostname or "localhost"
    web_push = WebPushTransport(
        key=key,
        contact=settings.push.contact or f"postmaster@{host}",
        extra_services=settings.push.extra_services,
    )
    push = Push(database=database, clock=clock, transports={WEB_PUSH: web_push})
    push.on_lost(WarnLost(database, push, MailLost(database, clock)))
    links = RingLinks(secrets.server_key)
    return PushParts(
        push=push,
        ringing=Ringing(
            database=database, clock=clock, push=push, app_link=app_link, links=links, tasks=tasks
        ),
        links=links,
        self_test=SelfTest(database, clock, push),
        public_key=application_server_key(key),
    )


def mount_push(
    api: FastAPI,
    parts: PushParts,
    *,
    settings: Settings,
    database: Database,
    clock: Clock,
    switchboard: Switchboard,
    release_door: ReleaseDoor,
    tasks: Tasks,
) -> None:
    """Mount what devices ask and tell about being woken."""
    tests = settings.rates.test_calls_per_minute
    api.include_router(
        build_push_router(
            get_push=GetPush(database, parts.public_key),
            subscribe_push=SubscribePush(database, clock, parts.push),
            unsubscribe_push=UnsubscribePush(database),
        )
    )
    api.include_router(
        build_reach_router(
            ReachUseCases(
                note_delivery=NoteDelivery(database, clock, switchboard),
                list_deliveries=ListDeliveries(database),
                list_reach=ListReach(database),
                follow_link=FollowLink(
                    database=database,
                    clock=clock,
                    links=parts.links,
                    switchboard=switchboard,
                    release_door=release_door,
                ),
                start_test=StartTest(
                    database=database,
                    clock=clock,
                    push=parts.push,
                    tasks=tasks,
                    pace=RateLimit(per_second=tests / 60, burst=tests),
                ),
                note_test=NoteTest(database, clock),
                get_test=GetTest(database, clock),
                get_ice=GetIce(settings.ice, clock),
            )
        )
    )
