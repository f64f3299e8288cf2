"""A desk for PINs and keys for each test."""

import pytest

from harness.installation import Installation
from harness.key_desk import Desk


@pytest.fixture
async def desk(installation: Installation) -> Desk:
    household_id = await installation.database.read(
        lambda connection: str(
            connection.exec_driver_sql(
                "SELECT household_id FROM membership WHERE person_id = ?", (installation.people["100000101"],)
            ).scalar_one()
        )
    )
    return Desk(installation, household_id)
