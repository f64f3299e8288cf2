"""What properties need from above them: the homes of households."""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy import Connection


class Households(Protocol):
    """The households, which stand above the properties."""

    def list_home_numbers(self, connection: Connection, household_ids: Collection[str]) -> dict[str, str]:
        """Give the number of each household's home."""
