"""Asking the phones of a home whether the PIN just typed was theirs."""

import asyncio
from contextlib import suppress

import structlog

from genkan.station.controller.ports import LinkLost
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.wire.frame import Nothing
from genkan.wire.ids import new_id
from genkan.wire.rights import HouseholdAnswer, HouseholdAsk

log = structlog.get_logger(__name__)


class PhonePrompts:
    """Waits for taps. An answer that comes for nothing that is awaited opens nothing."""

    def __init__(self, slot: UplinkSlot) -> None:
        self._slot = slot
        self._awaited: dict[str, asyncio.Future[bool]] = {}  # by prompt
        self._prompt_of: dict[str, str] = {}  # session → prompt

    @property
    def can_ask(self) -> bool:
        """Whether there is a way to the phones."""
        return self._slot.find() is not None

    async def ask(self, session: str, household_id: str | None, *, limit_s: float) -> bool:
        """Ask the household and give what it says; False when nobody says anything in time.

        Without a household it takes as long and says the same: whoever guesses learns nothing.
        """
        prompt_id = new_id()
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.drop(session)
        self._awaited[prompt_id] = answer
        self._prompt_of[session] = prompt_id
        try:
            async with asyncio.timeout(limit_s):
                if household_id is not None:
                    await self._send(prompt_id, household_id, limit_s)
                return await answer
        except TimeoutError:
            return False
        finally:
            del self._awaited[prompt_id]
            if self._prompt_of.get(session) == prompt_id:
                del self._prompt_of[session]

    def take_answer(self, word: HouseholdAnswer) -> None:
        """A phone of the household has answered."""
        answer = self._awaited.get(word.prompt_id)
        if answer is not None and not answer.done():
            answer.set_result(word.allowed)

    def drop(self, session: str) -> None:
        """Nothing is awaited for the session any longer."""
        answer = self._awaited.get(self._prompt_of.get(session, ""))
        if answer is not None and not answer.done():
            answer.set_result(False)

    async def _send(self, prompt_id: str, household_id: str, limit_s: float) -> None:
        uplink = self._slot.find()
        if uplink is None:
            return
        ask = HouseholdAsk(prompt_id=prompt_id, household_id=household_id, lifetime_ms=int(limit_s * 1000))
        with suppress(LinkLost):
            answer = await uplink.ask("household.ask", ask, Nothing)
            if not isinstance(answer, Nothing):
                log.info("station.prompt.refused", reason=answer.reason)
