"""The visitor's side of a call: placing it, staying with it, and telling the visitor how it ended."""

import asyncio
from collections.abc import Callable

import structlog

from genkan.core.call import End
from genkan.station.clock import ServerClock
from genkan.station.controller.attendance import ALIVE_INTERVAL_MS, TICK_S, Missing, Presence
from genkan.station.controller.ports import LinkLost
from genkan.station.controller.tasks import Tasks
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.station.controller.visitor_call import VisitorCall
from genkan.wire.call import CallRef, CallSay, CallSignal
from genkan.wire.frame import Nothing, Refused
from genkan.wire.ids import new_id
from genkan.wire.panel import PanelSnapshot
from genkan.wire.station import CallLegLost, CallPlace, CallSnapshot, Directory, DirectoryList, ShowCall

log = structlog.get_logger(__name__)

PLACE_LIMIT_S = 5.0  # a visitor who sees nothing happen for longer presses again
ASK_AGAIN_AFTER_S = 0.05  # the link that lost an ask is about to close
END_SHOWN_S = 10.0  # long enough to read how the call ended and to walk in


class VisitorDesk:
    """Keeps the one call a station can be in."""

    def __init__(
        self, *, slot: UplinkSlot, clock: ServerClock, tasks: Tasks, changed: Callable[[], None]
    ) -> None:
        self._slot = slot
        self._clock = clock
        self._tasks = tasks
        self._changed = changed
        self._attended_id: str | None = None
        now_ms = clock.monotonic_ms()
        self.presence = Presence(server_heard_ms=now_ms, panel_heard_ms=now_ms, panel_left_ms=now_ms)
        self.call = VisitorCall()
        self.is_placing = False

    # ── what the visitor wants ──────────────────────────────────────────────────────────────────

    async def place(
        self, home_number: str, *, office: bool = False, building_id: str | None = None
    ) -> Nothing | Refused:
        """Call a home or the office for the visitor. A live view makes way.

        `building_id`: of the home, where the station serves several buildings.
        """
        is_taken = self.call.is_live and not self.call.is_view
        if is_taken or self.is_placing:
            return Refused(reason="station-busy")
        if self._slot.find() is None:
            return Refused(reason="station-offline")
        self.is_placing = True
        self.call = self.call.clear()
        self._changed()
        try:
            async with asyncio.timeout(PLACE_LIMIT_S):
                answer = await self._ask_for_call(
                    CallPlace(
                        home_number=home_number.strip(), key=new_id(), office=office, building_id=building_id
                    )
                )
        except TimeoutError:
            answer = Refused(reason="station-offline")
        finally:
            self.is_placing = False
            self._changed()
        match answer:
            case CallRef(call_id=call_id):
                self.call = self.call.place(call_id)
                return Nothing()
            case Refused(reason=reason):
                log.info("station.call.refused", reason=reason)
                return answer

    async def hang_up(self) -> Nothing | Refused:
        """End or cancel the call. Works without the server, which is told when it is back."""
        call_id = self.call.id
        if call_id is None or not self.call.is_live:
            return Nothing()
        uplink = self._slot.find()
        if uplink is not None:
            try:
                return await uplink.ask("call.hang_up", CallRef(call_id=call_id), Nothing)
            except LinkLost:
                log.info("station.call.hung_up_without_server", call_id=call_id)
        self._abandon(End.HUNG_UP if self.call.is_talking else End.CANCELLED)
        return Nothing()

    async def list_directory(self, building_id: str | None = None) -> Directory | Refused:
        """Ask the server for the list of homes; nothing of it is kept."""
        uplink = self._slot.find()
        if uplink is None:
            return Refused(reason="station-offline")
        try:
            return await uplink.ask("directory.list", DirectoryList(building_id=building_id), Directory)
        except LinkLost:
            return Refused(reason="station-offline")

    async def say(self, phrase: str) -> Nothing | Refused:
        """Tell the home one of the visitor's phrases."""
        uplink = self._slot.find()
        if self.call.id is None or not self.call.is_live:
            return Refused(reason="call-over")
        if uplink is None:
            return Refused(reason="station-offline")
        try:
            return await uplink.ask("call.say", CallSay(call_id=self.call.id, phrase=phrase), Nothing)
        except LinkLost:
            return Refused(reason="station-offline")

    async def send_signal(self, signal: CallSignal) -> None:
        """Pass a step of the media on; without a link it is dropped, and the phone asks again."""
        uplink = self._slot.find()
        if uplink is not None:
            await uplink.tell("call.signal", signal)

    async def send_snapshot(self, snapshot: PanelSnapshot) -> None:
        """Give the server the visitor's picture for the case that nobody answers."""
        uplink = self._slot.find()
        if uplink is None or snapshot.call_id != self.call.id:
            return
        body = CallSnapshot(call_id=snapshot.call_id, jpeg=snapshot.jpeg)
        try:
            answer = await uplink.ask("call.snapshot", body, Nothing)
        except LinkLost:
            return
        if isinstance(answer, Refused):
            log.warning("station.snapshot.refused", call_id=snapshot.call_id, reason=answer.reason)

    # ── what the server says ────────────────────────────────────────────────────────────────────

    def take_in(self, show: ShowCall) -> None:
        """Take in the server's word about the call."""
        word = show.call
        if word is not None and self.call.is_denied(word):
            self._tell_lost(word.call_id)
        if word is not None and self.is_placing and word.call_id != self.call.cleared_id:
            self.call = self.call.place(word.call_id)  # shown before the ask for it was answered
        self._put(self.call.take_in(word))

    # ── staying with the call ───────────────────────────────────────────────────────────────────

    def _put(self, call: VisitorCall) -> None:
        has_ended = (
            call.id is not None and not call.is_live and (self.call.is_live or self.call.id != call.id)
        )
        self.call = call
        if call.is_live and call.id is not None and self._attended_id != call.id:
            self._attended_id = call.id
            self._tasks.start(self._attend(call.id))
        if has_ended:
            asyncio.get_running_loop().call_later(END_SHOWN_S, self._clear, call.id)
        uplink = self._slot.find()
        if uplink is not None:
            uplink.set_pace(in_call=call.is_live)
        self._changed()

    def _clear(self, call_id: str | None) -> None:
        if self.call.id == call_id and not self.call.is_live:
            self._put(self.call.clear())

    async def _attend(self, call_id: str) -> None:
        """Stay with the call until it is over, and end it when a party is gone."""
        presence = self.presence
        now_ms = self._clock.monotonic_ms()
        presence.server_heard_ms = presence.panel_heard_ms = alive_due_ms = now_ms
        if presence.panel_left_ms is not None:
            presence.panel_left_ms = now_ms  # after a restart the page needs a moment to come back
        while self.call.is_live and self.call.id == call_id:
            now_ms = self._clock.monotonic_ms()
            uplink = self._slot.find()
            if uplink is not None:
                presence.server_heard_ms = uplink.heard_ms
                if now_ms >= alive_due_ms:
                    alive_due_ms = now_ms + ALIVE_INTERVAL_MS
                    await uplink.tell("call.alive", CallRef(call_id=call_id))
            missing = presence.missing_at(now_ms)
            if missing is not None:
                log.warning("station.call.party_gone", call_id=call_id, party=missing.value)
                if missing is Missing.PANEL:
                    self._tell_lost(call_id)
                self._abandon(End.LOST)
                return
            await asyncio.sleep(TICK_S)

    def _abandon(self, end: End) -> None:
        """The call is over for the visitor, whatever the server still thinks."""
        self._put(self.call.abandon(end))

    def _tell_lost(self, call_id: str) -> None:
        uplink = self._slot.find()
        if uplink is not None:
            self._tasks.start(uplink.tell("call.lost", CallLegLost(call_id=call_id)))

    async def _ask_for_call(self, call: CallPlace) -> CallRef | Refused:
        """Ask until there is an answer. The key makes it one call, however often it is asked."""
        while True:
            uplink = await self._slot.wait()
            try:
                return await uplink.ask("call.place", call, CallRef)
            except LinkLost:
                await asyncio.sleep(ASK_AGAIN_AFTER_S)
