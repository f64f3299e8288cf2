"""Wakes the closed apps of a home when it is called, and lets them rest when the call is over."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Connection

from genkan.core.call import MISSED, Leg, LegEnd, LegId, LegState, Phase
from genkan.server.access.service import list_passable_doors
from genkan.server.calls.deliveries import (
    claim_delivery,
    claim_withdrawal,
    list_deliveries,
    note_sent,
)
from genkan.server.calls.notices import Visit, missed_notice, ring_notice, withdrawal_notice
from genkan.server.calls.office import is_called, is_office, list_doors_in_call
from genkan.server.calls.repository import CallRow, find_call
from genkan.server.calls.ring_link import RingLinks
from genkan.server.calls.views import list_app_legs
from genkan.server.messages.link import AppLink, PushMessage, PushOutcome
from genkan.server.messages.push import Push, Subscription
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.tasks import Tasks
from genkan.server.properties.service import get_building
from genkan.server.stations.service import recall_station

log = structlog.get_logger()

# An app whose link is open says that it rings within 100 ms, unless its phone froze it in the pocket.
LINK_GRACE_S = 0.8
REMEMBERED_CALLS = 1_000


@dataclass(slots=True)
class _Known:
    """What this node has already done about a call. Only saves look-ups: the database decides."""

    asked: set[tuple[str, bool]] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)


class Ringing:
    """Follows calls by push, as the announcer does by open links. What is repeated does no harm."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        push: Push,
        app_link: AppLink,
        links: RingLinks,
        tasks: Tasks,
    ) -> None:
        self._database = database
        self._clock = clock
        self._push = push
        self._app_link = app_link
        self._links = links
        self._tasks = tasks
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._sending: dict[tuple[str, str], asyncio.Task[None]] = {}

    def follow(self, row: CallRow) -> None:
        """Wake who is invited, and let go who has left; the caller does not wait for it."""
        if (row.household_id is None and not is_office(row)) or row.call.phase is Phase.WAITING:
            return
        known = self._known.setdefault(row.id, _Known())
        while len(self._known) > REMEMBERED_CALLS:
            self._known.popitem(last=False)
        invited, left = [], []
        for leg in list_app_legs(row):
            # A phone that rang by its link and lost it is invited again: that is another reason to push.
            mark = (leg.id, leg.rang_at is not None)
            if leg.state is LegState.INVITED and mark not in known.asked:
                known.asked.add(mark)
                invited.append(leg)
            elif leg.state is LegState.LEFT and leg.id not in known.withdrawn:
                known.withdrawn.add(leg.id)
                left.append(leg)
        if invited:
            self._tasks.start(self._ring(row, invited))
        if left:
            self._tasks.start(self._withdraw(row, left))

    async def _ring(self, row: CallRow, legs: list[Leg]) -> None:
        subscriptions = await self._push.list_of([leg.id for leg in legs])
        linked = [found for found in subscriptions if self._app_link.is_open(found.session_id)]
        self._send_all(row, legs, [found for found in subscriptions if found not in linked])
        if not linked:
            return
        await asyncio.sleep(LINK_GRACE_S)
        latest = await self._database.read(lambda connection: find_call(connection, row.id))
        if latest is not None and latest.call.phase is not Phase.ENDED:
            silent = {leg.id for leg in list_app_legs(latest) if leg.state is LegState.INVITED}
            self._send_all(latest, legs, [found for found in linked if found.session_id in silent])

    def _send_all(self, row: CallRow, legs: list[Leg], subscriptions: Iterable[Subscription]) -> None:
        people: dict[str, str] = {leg.id: leg.party for leg in legs}
        for subscription in subscriptions:
            key = (row.id, subscription.session_id)
            work = self._send_ring(row, people[subscription.session_id], subscription)
            task = self._tasks.start(work)
            self._sending[key] = task
            task.add_done_callback(lambda _task, key=key: self._sending.pop(key, None))  # type: ignore[misc]

    async def _send_ring(self, row: CallRow, person_id: str, subscription: Subscription) -> None:
        session_id, queued_at = subscription.session_id, self._clock.now()

        def claim(connection: Connection) -> PushMessage | None:
            is_ours = claim_delivery(
                connection, call_id=row.id, session_id=session_id, person_id=person_id, at=queued_at
            )
            if not is_ours or row.call.deadline is None:
                return None
            rights = list_passable_doors(connection, person_id, queued_at)
            if not is_called(connection, row, person_id, rights, queued_at):
                return None
            open_doors = list_doors_in_call(connection, row, person_id, rights, queued_at)
            doors = [door.door.name for door in open_doors]
            return ring_notice(
                _visit(connection, row),
                language=subscription.language,
                link=self._links.make(row.id, session_id),
                doors=doors,
                deadline=row.call.deadline,
                at=queued_at,
            )

        message = await self._database.write(claim)
        if message is None:
            return
        sent_at = self._clock.now()
        outcome = await self._push.send(subscription, message)
        is_accepted = outcome is PushOutcome.ACCEPTED
        accepted_at = self._clock.now() if is_accepted else None
        await self._database.write(
            lambda connection: note_sent(
                connection,
                row.id,
                session_id,
                sent_at=sent_at,
                accepted_at=accepted_at,
                failure=None if is_accepted else outcome.value,
            )
        )
        log.info("call.pushed", call_id=row.id, session_id=session_id, outcome=outcome.value)
        # `_withdraw` passed over whoever left before this was noted: there was nothing to withdraw yet.
        latest = await self._database.read(lambda connection: find_call(connection, row.id))
        leg = None if latest is None else latest.call.find_leg(LegId(session_id))
        if latest is not None and leg is not None and leg.state is LegState.LEFT:
            self._tasks.start(self._send_withdrawal(latest, leg, subscription))

    async def _withdraw(self, row: CallRow, legs: list[Leg]) -> None:
        left: dict[str, Leg] = {leg.id: leg for leg in legs}
        known = await self._database.read(lambda connection: list_deliveries(connection, row.id))
        pushed = [found.session_id for found in known if found.queued_at and found.session_id in left]
        if not pushed:
            return
        for subscription in await self._push.list_of(pushed):
            self._tasks.start(self._send_withdrawal(row, left[subscription.session_id], subscription))

    async def _send_withdrawal(self, row: CallRow, leg: Leg, subscription: Subscription) -> None:
        session_id = subscription.session_id
        if (sending := self._sending.get((row.id, session_id))) is not None:
            await asyncio.wait({sending})  # or the ring would overtake its withdrawal
        at = self._clock.now()

        def claim(connection: Connection) -> PushMessage | None:
            if not claim_withdrawal(connection, row.id, session_id, at):
                return None
            visit = _visit(connection, row)
            if row.call.end in MISSED and leg.end is not LegEnd.DECLINED:
                has_picture = row.snapshot_id is not None and not is_office(row)  # a household sees its own
                return missed_notice(visit, language=subscription.language, has_picture=has_picture)
            return withdrawal_notice(visit, language=subscription.language)

        message = await self._database.write(claim)
        if message is not None:
            await self._push.send(subscription, message)


def _visit(connection: Connection, row: CallRow) -> Visit:
    station = recall_station(connection, row.station_id)
    return Visit(
        call_id=row.id,
        station_name="" if station is None else station.name,
        building_name=get_building(connection, row.building_id).name,
        home_number=None if is_office(row) else row.home_number,
    )
