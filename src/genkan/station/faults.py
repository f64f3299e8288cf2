"""Named places where a test may kill the program. Nothing happens unless GENKAN_FAULTS=1 is set."""

import os
import signal
from collections.abc import Callable
from enum import StrEnum


class CrashPoint(StrEnum):
    BEFORE_INTENT = "before_intent"  # the command is accepted; nothing is written
    AFTER_INTENT = "after_intent"  # the intent is on the disk; the relay is still
    AFTER_PULSE = "after_pulse"  # the relay was driven; nobody was told
    AFTER_ANSWER = "after_answer"  # the server was told; the outcome is not written


PassBy = Callable[[CrashPoint], None]


def pass_by(_: CrashPoint) -> None:
    """Do nothing: what every installed station does at a crash point."""


def crash_at(chosen: CrashPoint) -> PassBy:
    """Give a function that kills this process, as a power cut would, at the chosen point."""

    def reach(point: CrashPoint) -> None:
        if point is chosen:
            os.kill(os.getpid(), signal.SIGKILL)

    return reach


def planned_crash(environment: dict[str, str]) -> PassBy:
    """Give what the environment asks for. Raises ValueError for an unknown point."""
    point = environment.get("GENKAN_CRASH_AT")
    if environment.get("GENKAN_FAULTS") != "1" or not point:
        return pass_by
    return crash_at(CrashPoint(point))
