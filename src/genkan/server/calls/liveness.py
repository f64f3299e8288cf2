"""Who of a live call is still there: a leg that falls silent is lost within five seconds."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from genkan.server.platform.bus import Bus, BusError, Message, Subscription

log = structlog.get_logger()

SILENCE_LIMIT_S = 4.5  # both ends speak every 1.5 s: three missed in a row
ELSEWHERE_TIMEOUT_S = 0.4  # with it a lost leg ends the call within 5 s (PROMISES N7)
TICK_S = 0.25

LoseLeg = Callable[[str, str], Awaitable[None]]


class Liveness:
    """Watches the connected legs of live calls.

    A leg may be connected to another node; before it is given up, the others are asked.
    """

    def __init__(self, bus: Bus, lose_leg: LoseLeg, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._lose_leg = lose_leg
        self._monotonic = monotonic
        self._heard_at: dict[str, float] = {}  # leg → monotonic seconds, only of watched legs
        self._legs: dict[str, frozenset[str]] = {}  # call → its watched legs
        self._subscription: Subscription | None = None

    async def start(self) -> None:
        """Answer other nodes that miss a leg which speaks to this one."""
        self._subscription = await self._bus.subscribe("leg.heard.>", self._vouch)

    async def close(self) -> None:
        if self._subscription is not None:
            await self._subscription.close()

    def watch(self, call_id: str, legs: frozenset[str]) -> None:
        """Watch exactly these legs of the call; none: the call is over."""
        now = self._monotonic()
        for leg in self._legs.pop(call_id, frozenset()) - legs:
            self._heard_at.pop(leg, None)
        if legs:
            self._legs[call_id] = legs
            for leg in legs:
                self._heard_at.setdefault(leg, now)

    def hear(self, leg: str) -> None:
        """A frame came from the leg. Costs one look-up when it is in no call."""
        if leg in self._heard_at:
            self._heard_at[leg] = self._monotonic()

    async def run(self) -> None:
        """Give up silent legs, until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            if self._legs:
                await self.check()

    async def check(self) -> None:
        """Give up the legs that are silent now."""
        oldest = self._monotonic() - SILENCE_LIMIT_S
        silent = [
            (call_id, leg)
            for call_id, legs in self._legs.items()
            for leg in legs
            if self._heard_at.get(leg, oldest) < oldest
        ]
        for call_id, leg in silent:
            if await self._is_heard_elsewhere(leg):
                self.hear(leg)
            else:
                log.info("call.leg.silent", call_id=call_id)
                await self._lose_leg(call_id, leg)

    async def _is_heard_elsewhere(self, leg: str) -> bool:
        try:
            await self._bus.request(f"leg.heard.{leg}", b"", timeout_s=ELSEWHERE_TIMEOUT_S)
        except BusError:
            return False
        return True

    async def _vouch(self, message: Message) -> None:
        heard_at = self._heard_at.get(message.subject.rpartition(".")[2])
        now = self._monotonic()
        if message.reply is not None and heard_at is not None and now - heard_at < SILENCE_LIMIT_S:
            await message.reply(b"here")
