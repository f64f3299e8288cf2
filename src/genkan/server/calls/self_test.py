"""Every night each phone's push service is asked whether the phone can still be woken; people are warned."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import (
    find_session_by_id,
    list_device_labels,
    list_memberships,
    list_sessions_of_person,
)
from genkan.server.calls.notices import check_notice, lost_notice
from genkan.server.households.service import list_homes_of_households
from genkan.server.messages.push import Push, Subscription, claim_check
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.properties.service import list_buildings

log = structlog.get_logger()

NIGHT_HOUR = 3  # nobody is disturbed, and whoever is warned reads it in the morning
ROUND_S = 600.0  # a night hour has six of them: a server that restarts misses none
ONCE_IN = timedelta(hours=20)
AT_ONCE = 8  # push services take hundreds at once; our own line need not

Warn = Callable[[str, str], Awaitable[None]]  # person, device label


class WarnLost:
    """Tells a person that one of their devices rings no more: on the others, and by mail."""

    def __init__(self, database: Database, push: Push, mail: Warn | None = None) -> None:
        self._database = database
        self._push = push
        self._mail = mail

    async def __call__(self, session_id: str) -> None:
        def read(connection: Connection) -> tuple[str, str, tuple[str, ...]] | None:
            session = find_session_by_id(connection, session_id)
            if session is None:
                return None
            labels = list_device_labels(connection, (session_id,))
            others = list_sessions_of_person(connection, session.person_id)
            return session.person_id, labels.get(session_id, ""), others

        found = await self._database.read(read)
        if found is None:
            return
        person_id, label, sessions = found
        for subscription in await self._push.list_of([other for other in sessions if other != session_id]):
            await self._push.send(subscription, lost_notice(language=subscription.language, device=label))
        if self._mail is not None:
            await self._mail(person_id, label)


class SelfTest:
    """The nightly round. Several nodes may run it: each device is asked once a night."""

    def __init__(self, database: Database, clock: Clock, push: Push) -> None:
        self._database = database
        self._clock = clock
        self._push = push

    async def run(self) -> None:
        """Go round for ever, until cancelled."""
        while True:
            await asyncio.sleep(ROUND_S)
            try:
                await self.go_round()
            except Exception:  # the next night is another one
                log.exception("push.self_test.failed")

    async def go_round(self) -> int:
        """Ask for every device in whose building it is night now; give how many were asked."""
        at = self._clock.now()
        subscriptions = await self._push.list_all()
        sleeping = await self._database.read_long(
            lambda connection: _list_asleep(connection, subscriptions, at)
        )
        limit = asyncio.Semaphore(AT_ONCE)
        asked = await asyncio.gather(*(self._ask(found, at, limit) for found in sleeping))
        return sum(asked)

    async def _ask(self, subscription: Subscription, at: datetime, limit: asyncio.Semaphore) -> bool:
        async with limit:
            is_ours = await self._database.write(
                lambda connection: claim_check(
                    connection, subscription.session_id, at, not_since=at - ONCE_IN
                )
            )
            if is_ours:
                await self._push.send(subscription, check_notice())
            return is_ours


def _list_asleep(
    connection: Connection, subscriptions: tuple[Subscription, ...], at: datetime
) -> list[Subscription]:
    by_zone: dict[str, list[Subscription]] = defaultdict(list)
    for subscription in subscriptions:
        zone = _find_zone(connection, subscription.session_id, at)
        if zone is not None:
            by_zone[zone].append(subscription)
    return [
        subscription
        for zone, found in by_zone.items()
        if at.astimezone(ZoneInfo(zone)).hour == NIGHT_HOUR
        for subscription in found
    ]


def _find_zone(connection: Connection, session_id: str, at: datetime) -> str | None:
    """Give the time zone the device's person lives in; None when they live nowhere here."""
    session = find_session_by_id(connection, session_id)
    if session is None:
        return None
    households = [row.household_id for row in list_memberships(connection, session.person_id, at)]
    homes = list_homes_of_households(connection, {found for found in households if found is not None})
    if not homes:
        return None
    building_id = homes[0].building_id
    return list_buildings(connection, {building_id})[building_id].time_zone
