"""The sample installation as use cases see it, with links and a clock that a test holds in its hands."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from genkan.server.bootstrap.sample import EAST, EAST_STATION, PROPERTY, Sample
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import FileBlobs
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import SqliteDatabase
from genkan.server.platform.operations import Scope, StationActor
from genkan.server.stations.errors import StationOffline, StationSilent
from genkan.server.stations.link import StationPresence
from genkan.wire.frame import Body, Frame, decode, encode

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class MovedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.instant = NOW

    def now(self) -> datetime:
        return self.instant

    def move(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@dataclass
class FakeStationLink:
    """Answers every ask with `answer`, or fails with `failure`; remembers all of it."""

    answer: tuple[str, Body] | None = None
    failure: type[StationOffline] | type[StationSilent] | None = None
    asked: list[tuple[str, str, Body]] = field(default_factory=list)
    told: list[tuple[str, str, Body]] = field(default_factory=list)
    online: set[str] = field(default_factory=set)
    present: dict[str, StationPresence] = field(default_factory=dict)

    async def ask(self, station_id: str, kind: str, body: Body, *, timeout_s: float) -> Frame:
        assert timeout_s > 0
        self.asked.append((station_id, kind, body))
        if self.failure is not None:
            raise self.failure
        assert self.answer is not None
        return decode(encode(*self.answer, re="1"))

    async def tell(self, station_id: str, kind: str, body: Body) -> None:
        self.told.append((station_id, kind, body))

    def presence(self, station_id: str) -> StationPresence | None:
        if station_id in self.online:
            return StationPresence(since_ms=0)
        return self.present.get(station_id)


@dataclass
class FakeAppLink:
    """Remembers what each device was shown."""

    shown: list[tuple[str, str, Body]] = field(default_factory=list)
    open: set[str] = field(default_factory=set)

    def is_open(self, session_id: str) -> bool:
        return session_id in self.open

    async def show(self, session_id: str, kind: str, body: Body) -> None:
        self.shown.append((session_id, kind, body))

    async def tell(self, session_id: str, kind: str, body: Body) -> None:
        self.shown.append((session_id, kind, body))

    def latest(self, session_id: str) -> Body:
        return next(body for session, _, body in reversed(self.shown) if session == session_id)


@dataclass(kw_only=True)
class Installation:
    """Everything a use case needs, on the sample property."""

    database: SqliteDatabase
    journal: Journal
    blobs: FileBlobs
    bus: InProcessBus
    sample: Sample
    people: dict[str, str]  # user name → person id
    clock: MovedClock = field(default_factory=MovedClock)
    station_link: FakeStationLink = field(default_factory=FakeStationLink)
    app_link: FakeAppLink = field(default_factory=FakeAppLink)

    @property
    def station(self) -> StationActor:
        return StationActor(station_id=EAST_STATION, building_id=EAST, property_id=PROPERTY)

    @property
    def station_scope(self) -> Scope:
        return Scope(station_id=EAST_STATION, properties=frozenset({PROPERTY}))
