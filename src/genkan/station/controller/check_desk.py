"""The installation check at the unit: what the server shows of it, and what the screen has tried."""

import asyncio
from collections.abc import Callable

from genkan.station.controller.ports import LinkLost
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.wire.frame import Nothing, Refused
from genkan.wire.station import CheckReport, CheckView, ShowCheck

SHOWN_LIMIT_S = 1_800.0  # the server's own limit: a screen never stays an installer's for longer


class CheckDesk:
    """Keeps the one check that can run at a unit. Nothing of it is stored."""

    def __init__(self, slot: UplinkSlot, changed: Callable[[], None]) -> None:
        self._slot = slot
        self._changed = changed
        self._timer: asyncio.TimerHandle | None = None
        self.shown: CheckView | None = None

    def take_in(self, word: ShowCheck) -> None:
        """Take in the server's word about the check."""
        begins = word.check is not None and (self.shown is None or self.shown.check_id != word.check.check_id)
        self.shown = word.check
        if begins or word.check is None:
            self._stop_timer()
        if begins:
            self._timer = asyncio.get_running_loop().call_later(SHOWN_LIMIT_S, self._end)
        self._changed()

    def forget(self) -> None:
        """No check is known of any more."""
        self._stop_timer()
        self.shown = None

    async def report(self, report: CheckReport) -> Nothing | Refused:
        """Tell the server what the screen has tried."""
        uplink = self._slot.find()
        if uplink is None:
            return Refused(reason="station-offline")
        try:
            return await uplink.ask("check.report", report, Nothing)
        except LinkLost:
            return Refused(reason="station-offline")

    def _end(self) -> None:
        self.forget()
        self._changed()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
