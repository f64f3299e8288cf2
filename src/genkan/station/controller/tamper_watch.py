"""Watching the unit's own housing: one that is opened is told, and told again when it is closed."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 0.25
TAMPERED, CLOSED = "tampered", "tamper-over"

Tell = Callable[[str], bool]  # what was seen; False: it could not be entered, and is told again


class HousingContact(Protocol):
    """The contact behind the front plate."""

    def read(self) -> bool | None:
        """Give whether the housing is open; None: it has no contact. Raises OSError."""


class TamperWatch:
    """Looks at the housing again and again. Unlike a door, one found open after a start is told as well."""

    def __init__(self, *, contact: HousingContact, tell: Tell, changed: Callable[[], None]) -> None:
        self._contact = contact
        self._tell = tell
        self._changed = changed
        self._last_look: bool | None = None
        self._is_told = False  # that it is open
        self._has_failed = False
        self.is_open: bool | None = None

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Look once. A contact counts when two looks agree: a slammed door shakes it."""
        try:
            seen = self._contact.read()
        except OSError as error:
            if not self._has_failed:
                log.warning("station.tamper.failed", fault=str(error))
            self._has_failed = True
            return
        self._has_failed = False
        is_steady, self._last_look = seen == self._last_look, seen
        if not is_steady or seen is None:
            return
        if seen != self.is_open:
            self.is_open = seen
            self._changed()
        if seen != self._is_told and self._tell(TAMPERED if seen else CLOSED):
            log.warning("station.housing", is_open=seen)
            self._is_told = seen
