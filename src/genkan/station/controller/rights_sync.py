"""Keeping the unit's rights as fresh as the link allows: pulled by change number, hurried by the server."""

import asyncio
from collections.abc import Callable

import structlog

from genkan.station.controller.ports import LinkLost, Uplink
from genkan.station.store.rights import MemoryRights
from genkan.wire.frame import Nothing, Refused
from genkan.wire.rights import StoreKey, SyncHurry, SyncPage, SyncPull

log = structlog.get_logger(__name__)

PULL_EVERY_S = 300.0  # a hurry that got lost costs no more than this
TRY_AGAIN_S = 2.0
REFUSED_AGAIN_S = 30.0  # a server from before there were keys will not learn it in a moment


class RightsSync:
    """Pulls at each new link, and whenever it is hurried."""

    def __init__(self, rights: MemoryRights, changed: Callable[[], None]) -> None:
        self._rights = rights
        self._changed = changed
        self._hurried = asyncio.Event()

    def hurry(self, word: SyncHurry) -> None:
        """Something has changed at the server."""
        if word.number == 0 or word.number > self._rights.number:
            self._hurried.set()

    async def run(self, uplink: Uplink) -> None:
        """Keep up over one open link until cancelled."""
        while True:
            self._hurried.clear()
            again_s = await self._pull(uplink)
            if again_s is not None:
                await asyncio.sleep(again_s)
                continue
            try:
                async with asyncio.timeout(PULL_EVERY_S):
                    await self._hurried.wait()
            except TimeoutError:
                log.debug("station.rights.pulling_unasked")

    async def _pull(self, uplink: Uplink) -> float | None:
        """Pull until there is no further page; when that does not work out, say when to try again."""
        try:
            if self._rights.needs_key and not await self._fetch_key(uplink):
                return REFUSED_AGAIN_S
            since, epoch, cursor = self._rights.number, self._rights.epoch, None
            while True:
                pull = SyncPull(since=since, epoch=epoch, cursor=cursor)
                page = await uplink.ask("sync.pull", pull, SyncPage)
                if isinstance(page, Refused):
                    log.warning("station.rights.refused", reason=page.reason)
                    return REFUSED_AGAIN_S
                if page.header is not None:
                    self._rights.use_key_of(page.header.key_kept_by)
                    if self._rights.needs_key:
                        return 0.0  # the key first, then everything anew
                self._rights.take_in(page)
                self._changed()
                if page.next is None:
                    return None
                cursor = page.next
        except LinkLost:
            return TRY_AGAIN_S

    async def _fetch_key(self, uplink: Uplink) -> bool:
        answer = await uplink.ask("store.key", Nothing(), StoreKey)
        if isinstance(answer, Refused):
            log.warning("station.rights.key_refused", reason=answer.reason)
            return False
        self._rights.unlock(answer.key)
        return True
