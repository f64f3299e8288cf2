"""「おやすみ」: when a device does not ring, by the hours of its building and until an instant."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyHours:
    """From a minute of the day (inclusive) to another (exclusive), by the wall clock; may pass midnight."""

    start: int
    end: int

    def covers(self, minute: int) -> bool:
        """Whether the minute lies in the hours; equal ends are the whole day."""
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """When one device is muted: every day in the hours, and once until the instant."""

    hours: DailyHours | None = None
    until: datetime | None = None

    def is_on(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether the device is muted at the instant, where the building's wall clock shows."""
        if self.until is not None and at < self.until:
            return True
        return self.hours is not None and self.hours.covers(minute_of_day(at, zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """Opening hours of one weekday, 0 for Monday; the day's last minute is 24:00."""

    weekday: int
    start: int
    end: int

    def covers(self, at: datetime, zone: ZoneInfo) -> bool:
        local = at.astimezone(zone)
        return local.weekday() == self.weekday and self.start <= minute_of_day(at, zone) < self.end


def minute_of_day(at: datetime, zone: ZoneInfo) -> int:
    """Give the minute of the day that the wall clock shows."""
    local = at.astimezone(zone)
    return local.hour * 60 + local.minute
