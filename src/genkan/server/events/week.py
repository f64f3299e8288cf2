"""A week of a property at a glance: openings by hour, what became of calls, and how quickly phones rang."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from genkan.server.calls.week import CallTally, tally_calls
from genkan.server.events.facets import OPENINGS
from genkan.server.events.listing import read_ground
from genkan.server.journal.service import Journal
from genkan.server.platform.clock import Clock, from_ms
from genkan.server.platform.database import Database
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.operations import Scope, operation
from genkan.server.properties.places import see_property

DAYS = 7
HOURS = 24
QUARTER_MS = 900_000
P95 = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day by the property's clock."""

    date: date
    openings: tuple[int, ...]  # by hour of the day; an hour that the clock shows twice counts both
    answered: int
    declined: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long something took: how often it was told, the median and the 95th percentile."""

    count: int
    median_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days, and how calls reached phones in them."""

    days: tuple[Day, ...]
    time_zone: str
    first_rang: Times
    push: Times
    woke: Times


@operation("events.get_week")
class GetWeek:
    """Count a week of a property's openings and calls."""

    def __init__(self, *, database: Database, journal: Journal, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._clock = clock

    async def __call__(self, scope: Scope, property_id: str, last: date | None) -> Week:
        """Give the seven days that end with `last` (None: today). Raises NotFound, BadRequest."""
        see_property(scope, property_id)
        ground = await self._database.read(lambda connection: read_ground(connection, property_id))
        zone = ZoneInfo(ground.time_zone)
        end = last or self._clock.now().astimezone(zone).date()
        try:
            dates = [end - timedelta(days=back) for back in reversed(range(DAYS))]
            edges = [_midnight(day, zone) for day in [*dates, end + timedelta(days=1)]]
            quarters = await self._journal.count_by_quarter(
                property_id, OPENINGS, since=edges[0], until=edges[-1]
            )
        except OverflowError:  # a year that no calendar has
            raise BadRequest from None
        openings = _by_hour(quarters, zone)
        days, tallies = [], []
        for day, since, until in zip(dates, edges, edges[1:], strict=False):
            tally = await self._tally(property_id, since, until)
            tallies.append(tally)
            days.append(
                Day(
                    date=day,
                    openings=openings.get(day, (0,) * HOURS),
                    answered=tally.answered,
                    declined=tally.declined,
                    missed=tally.missed,
                )
            )
        return Week(
            days=tuple(days),
            time_zone=ground.time_zone,
            first_rang=_times([ms for tally in tallies for ms in tally.first_rang_ms]),
            push=_times([ms for tally in tallies for ms in tally.push_ms]),
            woke=_times([ms for tally in tallies for ms in tally.woke_ms]),
        )

    async def _tally(self, property_id: str, since: datetime, until: datetime) -> CallTally:
        return await self._database.read_long(
            lambda connection: tally_calls(connection, property_id, since=since, until=until)
        )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _by_hour(quarters: Mapping[int, int], zone: ZoneInfo) -> dict[date, tuple[int, ...]]:
    found: dict[date, list[int]] = {}
    for quarter, count in quarters.items():
        at = from_ms(quarter * QUARTER_MS).astimezone(zone)
        found.setdefault(at.date(), [0] * HOURS)[at.hour] += count
    return {day: tuple(counts) for day, counts in found.items()}


def _times(samples: Sequence[int]) -> Times:
    if not samples:
        return Times(count=0, median_ms=None, p95_ms=None)
    ordered = sorted(samples)
    return Times(
        count=len(ordered),
        median_ms=round(statistics.median(ordered)),
        p95_ms=ordered[math.ceil(P95 * len(ordered)) - 1],
    )
