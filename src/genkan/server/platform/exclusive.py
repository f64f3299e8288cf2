"""On SQLite one process serves: sockets, timers and rates are kept in its memory."""

import contextlib
import fcntl
from collections.abc import Iterator

from genkan.server.platform.settings import CannotStart, Settings


@contextlib.contextmanager
def only_server(settings: Settings) -> Iterator[None]:
    """Be the only server of the data folder while the block runs. Raises CannotStart.

    The lock belongs to the process, so a crash leaves none behind. On PostgreSQL there is none.
    """
    if not settings.is_sqlite:
        yield
        return
    with (settings.data_dir / "server.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"data_dir: another server is running on {settings.data_dir}; stop it first,"
                " or give this one a folder of its own. Several servers need PostgreSQL."
            ) from None
        yield
