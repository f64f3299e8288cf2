"""The link as the rest of the unit sees it: there, or not."""

import asyncio

from genkan.station.controller.ports import Uplink


class UplinkSlot:
    """Holds the one open link."""

    def __init__(self) -> None:
        self._uplink: Uplink | None = None
        self._opened = asyncio.Event()

    def find(self) -> Uplink | None:
        """Give the link, or None while there is none."""
        return self._uplink

    async def wait(self) -> Uplink:
        """Give the link, once there is one."""
        while self._uplink is None:
            await self._opened.wait()
        return self._uplink

    def fill(self, uplink: Uplink) -> None:
        self._uplink = uplink
        self._opened.set()

    def clear(self, uplink: Uplink) -> bool:
        """Empty the slot unless a newer link is in it; True when it was emptied."""
        if self._uplink is not uplink:
            return False
        self._uplink = None
        self._opened.clear()
        return True
