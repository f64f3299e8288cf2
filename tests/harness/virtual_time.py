"""An event loop whose clock jumps to the next timer when nothing else is left to do.

Code under test runs unchanged (`asyncio.timeout`, `sleep`, `call_later`), hours pass in no time, and the
order of events is always the same. Only for code without real sockets: nothing would wait for those.
"""

import asyncio
import selectors


class NothingLeftToDo(RuntimeError):
    """Everybody waits and no timer is set: the test would hang for ever."""


class _JumpingSelector(selectors.DefaultSelector):
    """Reports what is ready now; instead of waiting it moves the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 1_000.0  # not zero: an instant must not look like an absent one

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise NothingLeftToDo
        self.now_s += max(timeout, 0.0)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop in virtual time; `loop.time()` is its clock."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-9  # a timer is due exactly when the clock reaches it

    def time(self) -> float:
        return self._jumping.now_s


def loop_time_ms() -> float:
    """Give the running loop's clock in milliseconds, as `ServerClock` takes it."""
    return asyncio.get_running_loop().time() * 1000
