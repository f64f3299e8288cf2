"""Keys in the frames of the unit's camera, read beside everything else the unit does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from genkan.core.credentials import read_key
from genkan.vision.qr import Frame, QrReader

BUDGET_MS = 600.0  # the next frame may be sharper: do not look at one for too long


@dataclass(frozen=True, slots=True)
class Seen:
    """What a frame holds: the text of a key, or a code that is none, or neither."""

    key: str | None = None
    is_foreign: bool = False


class QrCamera:
    """Looks at one frame after the other, in a thread of its own."""

    def __init__(self, *, budget_ms: float = BUDGET_MS) -> None:
        self._budget_ms = budget_ms
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="qr-camera")

    def close(self) -> None:
        """Look no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def look(self, luminance: bytes, *, width: int, height: int) -> Seen:
        """Look for a key. Raises ValueError for a frame of another size than it says."""
        frame = np.frombuffer(luminance, dtype=np.uint8).reshape(height, width)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, frame)

    def _read(self, frame: Frame) -> Seen:
        others: list[str] = []

        def accepts(text: str) -> bool:
            if read_key(text) is not None:
                return True
            others.append(text)
            return False

        reading = QrReader(accepts=accepts, budget_ms=self._budget_ms).read(frame)
        return Seen(None if reading is None else reading.text, is_foreign=reading is None and bool(others))
