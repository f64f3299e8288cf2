"""With this folder on PYTHONPATH a Python program's wall clock hops by up to a year at every look.

It hops by whole days, so that who knows the trick can read the true time of day from it (`true_age_ms`
of `tests/promises/test_n2_clocks.py`).
"""

import random
import time

_true_ns = time.time_ns
_DAY_NS = 24 * 3_600 * 10**9


def _hop_ns() -> int:
    return _true_ns() + random.randint(-365, 365) * _DAY_NS


def _hop() -> float:
    return _hop_ns() / 1e9


time.time_ns = _hop_ns
time.time = _hop
