"""Saying something in a call without a voice: by button on both sides, and by typing at home."""

from genkan.core.call import Said
from genkan.core.legs import LegId
from genkan.core.words import PHRASES, Phrase, Side, tidy_text
from genkan.server.calls.errors import CallOver, TextUnfit
from genkan.server.calls.service import allow_scope
from genkan.server.calls.switchboard import Switchboard
from genkan.server.platform.errors import TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope, operation
from genkan.wire.call import CallSay


@operation("calls.say")
class SayInCall:
    """Show the other side what one side says.

    Raises NotFound, CallOver, TextUnfit, TooOften.
    """

    def __init__(self, switchboard: Switchboard, pace: RateLimit) -> None:
        self._switchboard = switchboard
        self._pace = pace

    async def __call__(self, scope: Scope, leg_id: str, body: CallSay) -> None:
        said = _read(LegId(leg_id), body, Side.HOME if scope.station_id is None else Side.VISITOR)
        wait_ms = self._pace.take(f"{body.call_id}.{leg_id}")
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        row = await self._switchboard.step(body.call_id, said, allow=lambda row: allow_scope(row, scope))
        latest = next((word for word in reversed(row.call.words)), None)
        if latest is None or (latest.phrase, latest.text) != (said.phrase, said.text):
            raise CallOver  # ended, or everything that fits into a call has been said


def _read(leg_id: LegId, body: CallSay, side: Side) -> Said:
    if body.phrase is not None:
        known = {phrase.value: phrase for phrase in PHRASES[side]}
        phrase: Phrase | None = known.get(body.phrase)
        if phrase is None or body.text is not None:
            raise TextUnfit
        return Said(leg=leg_id, phrase=phrase)
    text = tidy_text(body.text or "")
    if not text or side is Side.VISITOR:
        raise TextUnfit
    return Said(leg=leg_id, text=text)
