"""Pictures of who used a key: in memory only, until the server has them.

A unit that is carried off holds no picture of anybody. What a restart loses, or what is too much for a unit
that is cut off for long, is a picture less and never an opening less.
"""

import asyncio
from collections import OrderedDict, deque

import structlog

from genkan.station.controller.ports import LinkLost
from genkan.station.controller.tasks import Tasks
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.wire.frame import Nothing, Refused
from genkan.wire.panel import PanelKeyPicture
from genkan.wire.station import KeyPicture

log = structlog.get_logger(__name__)

KEPT_LIMIT = 40  # 256 KB each: ten megabytes
ASKED_LIMIT = 20  # openings of the last minutes whose picture may come
FIRST_PAUSE_S = 0.5  # the journal's entry is on its way, a moment behind
LONGEST_PAUSE_S = 60.0
TRIES = 12  # ten minutes: as long as a journal of many days takes


class KeyPictures:
    """Takes what the panel's camera saw, and hands it over once the server knows of the opening."""

    def __init__(self, slot: UplinkSlot, tasks: Tasks) -> None:
        self._slot = slot
        self._tasks = tasks
        self._asked: deque[str] = deque(maxlen=ASKED_LIMIT)
        self._kept: OrderedDict[str, KeyPicture] = OrderedDict()
        self._is_sending = False

    def ask_for(self, event_id: str) -> None:
        """A picture of this opening may come."""
        self._asked.append(event_id)

    def take(self, picture: PanelKeyPicture) -> None:
        """Keep the picture of an opening that was just asked about; any other is dropped."""
        if picture.event_id not in self._asked:
            return
        self._asked.remove(picture.event_id)
        self._kept[picture.event_id] = KeyPicture(event_id=picture.event_id, jpeg=picture.jpeg)
        while len(self._kept) > KEPT_LIMIT:
            self._kept.popitem(last=False)
        if not self._is_sending:
            self._is_sending = True
            self._tasks.start(self._send_all())

    async def _send_all(self) -> None:
        try:
            while self._kept:
                picture = next(iter(self._kept.values()))
                await self._send(picture)
                self._kept.pop(picture.event_id, None)
        finally:
            self._is_sending = False

    async def _send(self, picture: KeyPicture) -> None:
        pause_s = FIRST_PAUSE_S
        for _ in range(TRIES):
            answer = await self._ask(picture)
            if not isinstance(answer, Refused):
                return
            if answer.reason != "not-found":
                log.warning("station.picture.refused", reason=answer.reason)
                return
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
        log.warning("station.picture.not_wanted")

    async def _ask(self, picture: KeyPicture) -> Nothing | Refused:
        while True:
            uplink = await self._slot.wait()
            try:
                return await uplink.ask("key.picture", picture, Nothing)
            except LinkLost:
                await asyncio.sleep(FIRST_PAUSE_S)  # the link that lost it is about to close
