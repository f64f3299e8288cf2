"""With this folder on PYTHONPATH a Python program's wall clock hops by up to a year at every look."""

import random
import time

_true_ns = time.time_ns
_YEAR_NS = 365 * 24 * 3_600 * 10**9


def _hop_ns() -> int:
    return _true_ns() + random.randint(-_YEAR_NS, _YEAR_NS)


def _hop() -> float:
    return _hop_ns() / 1e9


time.time_ns = _hop_ns
time.time = _hop
