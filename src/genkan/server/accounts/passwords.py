"""Password hashes: slow on purpose, so kept off the event loop and limited in number."""

import asyncio
import os
import secrets
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from typing_extensions import TypeVarTuple

from genkan.server.accounts.errors import SignInBusy
from genkan.server.platform.derive import PASSWORD_ALPHABET, PASSWORD_LENGTH

TextsT = TypeVarTuple("TextsT")
ResultT = TypeVar("ResultT")

# OWASP's second choice for Argon2id. 29 ms of one core here; argon2-cffi's default takes 252.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

LEAST_RANK = 19  # of a thread, as `nice` counts


def make_password() -> str:
    """Give a random first password."""
    return "".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(PASSWORD_LENGTH))


def hash_password(password: str) -> str:
    """Give the hash to store; takes a noticeable time."""
    return _hasher.hash(password)


class PasswordChecks:
    """Checks passwords, a few at a time; more than the queue holds are sent away."""

    def __init__(self, *, threads: int, queue: int) -> None:
        self._threads = ThreadPoolExecutor(
            threads, thread_name_prefix="password", initializer=_stand_behind_everything_else
        )
        self._limit = threads + queue
        self._waiting = 0
        # An unknown user name costs the same as a known one.
        self._nobody = hash_password(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        """Give the hash to store, made in the same queue. Raises SignInBusy."""
        return await self._run(hash_password, password)

    def ensure_room(self) -> None:
        """Raise SignInBusy when no further check can be taken on."""
        if self._waiting >= self._limit:
            raise SignInBusy(retry_after_ms=1_000)

    async def check(self, password: str, password_hash: str | None) -> bool:
        """Whether the password fits the hash; None fits nothing, and takes as long. Raises SignInBusy."""
        fits = await self._run(_verify, password_hash or self._nobody, password)
        return fits and password_hash is not None

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(cancel_futures=True)

    async def _run(self, work: Callable[[*TextsT], ResultT], *texts: *TextsT) -> ResultT:
        self.ensure_room()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *texts)
        finally:
            self._waiting -= 1


def _stand_behind_everything_else() -> None:
    """Let this thread have what the doors leave of the processor; Linux alone knows threads by their rank."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LEAST_RANK)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
