"""Waking apps that are closed: who can be woken, and what became of each message."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import structlog

from genkan.server.messages.errors import PushUnfit
from genkan.server.messages.link import PushAddress, PushMessage, PushOutcome, PushTransport
from genkan.server.messages.push_repository import (
    Subscription,
    claim_check,
    list_live_subscriptions,
    list_subscriptions,
    note_accepted,
    note_lost,
    remove_subscription,
    store_subscription,
)
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.operations import PersonActor, operation

__all__ = [
    "GetPush",
    "Push",
    "PushState",
    "PushView",
    "SubscribePush",
    "Subscription",
    "UnsubscribePush",
    "claim_check",
]

log = structlog.get_logger()

HearLost = Callable[[str], Awaitable[None]]


class PushState(StrEnum):
    OFF = "off"  # this device never asked to be woken
    ON = "on"  # it can be woken, as far as the push service says
    LOST = "lost"  # the push service says that it cannot be woken any more


@dataclass(frozen=True, slots=True)
class PushView:
    """What a device needs to know in order to be woken."""

    public_key: str
    state: PushState


class Push:
    """Sends to sessions by whatever transport each has chosen."""

    def __init__(self, *, database: Database, clock: Clock, transports: Mapping[str, PushTransport]) -> None:
        self._database = database
        self._clock = clock
        self._transports = transports
        self._hear_lost: HearLost | None = None

    def on_lost(self, hear: HearLost) -> None:
        """Let the listener know of every session that can be woken no more."""
        self._hear_lost = hear

    async def list_of(self, session_ids: Collection[str]) -> tuple[Subscription, ...]:
        """Give the live subscriptions among those of the sessions."""
        found = await self._database.read(lambda connection: list_subscriptions(connection, session_ids))
        return tuple(row for row in found if row.is_live)

    async def list_all(self) -> tuple[Subscription, ...]:
        """Give every live subscription."""
        return await self._database.read_long(list_live_subscriptions)

    async def send(self, subscription: Subscription, message: PushMessage) -> PushOutcome:
        """Hand the message over; a subscription found dead is emptied and its person warned."""
        transport = self._transports.get(subscription.address.transport)
        if transport is None:
            return PushOutcome.REFUSED
        outcome = await transport.send(subscription.address, message)
        session_id, at = subscription.session_id, self._clock.now()
        match outcome:
            case PushOutcome.ACCEPTED:
                await self._database.write(lambda connection: note_accepted(connection, session_id, at))
            case PushOutcome.GONE:
                await self._lose(session_id, subscription.address.endpoint)
            case PushOutcome.REFUSED | PushOutcome.UNREACHABLE:
                log.warning("push.failed", session_id=session_id, outcome=outcome.value)
        return outcome

    def is_fit(self, address: PushAddress) -> bool:
        """Whether one of the transports may speak to the address."""
        transport = self._transports.get(address.transport)
        return transport is not None and transport.is_fit(address)

    async def close(self) -> None:
        for transport in self._transports.values():
            await transport.close()

    async def _lose(self, session_id: str, endpoint: str) -> None:
        at = self._clock.now()
        was_current = await self._database.write(
            lambda connection: note_lost(connection, session_id, endpoint, at)
        )
        if was_current:
            log.info("push.lost", session_id=session_id)
            if self._hear_lost is not None:
                await self._hear_lost(session_id)


@operation("messages.get_push")
class GetPush:
    """Give the key a device subscribes with, and whether this one can be woken."""

    def __init__(self, database: Database, public_key: str) -> None:
        self._database = database
        self._public_key = public_key

    async def __call__(self, actor: PersonActor) -> PushView:
        found = await self._database.read(
            lambda connection: list_subscriptions(connection, (actor.session_id,))
        )
        if not found:
            return PushView(self._public_key, PushState.OFF)
        return PushView(self._public_key, PushState.ON if found[0].is_live else PushState.LOST)


@operation("messages.subscribe_push")
class SubscribePush:
    """Remember how the asker's own device is woken. Raises PushUnfit."""

    def __init__(self, database: Database, clock: Clock, push: Push) -> None:
        self._database = database
        self._clock = clock
        self._push = push

    async def __call__(self, actor: PersonActor, address: PushAddress, language: str) -> None:
        if not self._push.is_fit(address):
            raise PushUnfit
        at = self._clock.now()
        row = Subscription(session_id=actor.session_id, address=address, language=language)
        await self._database.write(lambda connection: store_subscription(connection, row, at))


@operation("messages.unsubscribe_push")
class UnsubscribePush:
    """Wake the asker's own device no more."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, actor: PersonActor) -> None:
        await self._database.write(lambda connection: remove_subscription(connection, actor.session_id))
