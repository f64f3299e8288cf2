"""Calls on the sample property."""

import pytest

from harness.exchange import Exchange
from harness.installation import Installation


@pytest.fixture
async def exchange(installation: Installation) -> Exchange:
    made = Exchange(installation)
    await made.sign_in_phones()
    return made
