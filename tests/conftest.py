"""What holds for every test: browser tests are marked by where they stand, and nothing generated is timed.

Promises come first: their tests are the longest, and no worker shall be left alone with one at the end.
"""

from pathlib import Path

import pytest
from hypothesis import settings

E2E = Path(__file__).parent / "e2e"
PROMISES = Path(__file__).parent / "promises"

# Whether an example takes long depends on the machine, and no test of ours is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(E2E):
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: not item.path.is_relative_to(PROMISES))
