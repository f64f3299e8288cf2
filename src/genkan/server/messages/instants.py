"""Instants in the words of a message."""

from datetime import datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def say_instant(at: datetime, *, time_zone: str, language: str) -> str:
    """Say day and minute as a clock on the building's wall shows them."""
    local = at.astimezone(ZoneInfo(time_zone))
    if language == "ja":
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
