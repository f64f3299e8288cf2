"""One server node's calls over the sample property, with everything a test wants to look at."""

from sqlalchemy import Connection

from genkan.core.call import Limits
from genkan.server.accounts.session_repository import SessionRow, add_session
from genkan.server.calls.announcer import Announcer
from genkan.server.calls.place import PlaceCall
from genkan.server.calls.say import SayInCall
from genkan.server.calls.service import Calls
from genkan.server.calls.switchboard import Switchboard
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.operations import Scope, StationActor
from genkan.server.platform.settings import IceSettings
from genkan.server.platform.tasks import Tasks
from genkan.wire.app import AppCall, ShowCalls
from genkan.wire.station import CallPlace, ShowCall, StationCall
from harness.installation import Installation
from harness.telephone import FakeTelephone

HANAKO, KEN, ICHIRO = "100000101", "100000102", "100000201"
PHONES = {HANAKO: "phone-hanako", KEN: "phone-ken", ICHIRO: "phone-ichiro"}
HOUSEHOLD_101, HOUSEHOLD_102 = "5a000000000070008000000000070101", "5a000000000070008000000000070102"
MEMBERS = Scope(households=frozenset({HOUSEHOLD_101}))
STRANGERS = Scope(households=frozenset({HOUSEHOLD_102}))
JPEG = b"\xff\xd8\xff" + bytes(20)


class Exchange:
    """One server node's calls."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.tasks = Tasks()
        self.telephone = FakeTelephone()
        self.announcer = Announcer(
            database=installation.database,
            clock=installation.clock,
            app_link=installation.app_link,
            station_link=installation.station_link,
            ice=IceSettings(turn_urls=("turn:turn.example",), turn_secret="s3cret"),
        )
        self.switchboard = Switchboard(
            database=installation.database,
            clock=installation.clock,
            announcer=self.announcer,
            journal=installation.journal,
            blobs=installation.blobs,
            bus=installation.bus,
            tasks=self.tasks,
            metrics=Metrics(),
            telephone=self.telephone,
        )
        self.calls = Calls(
            database=installation.database,
            switchboard=self.switchboard,
            app_link=installation.app_link,
            station_link=installation.station_link,
            blobs=installation.blobs,
        )
        self.say = SayInCall(self.switchboard, RateLimit(per_second=1, burst=3, monotonic=lambda: 0.0))
        self.place_call = PlaceCall(
            database=installation.database,
            clock=installation.clock,
            switchboard=self.switchboard,
            limits=Limits(),
            pace=RateLimit(per_second=1, burst=20, monotonic=lambda: 0.0),
            telephones=self.telephone,
        )

    async def sign_in_phones(self) -> None:
        at = self.installation.clock.now()

        def add_all(connection: Connection) -> None:
            for username, session_id in PHONES.items():
                person_id = self.installation.people[username]
                add_session(
                    connection,
                    SessionRow(id=session_id, person_id=person_id, app="resident"),
                    token_hash=session_id.encode(),
                    device_label="",
                    address="",
                    at=at,
                )

        await self.installation.database.write(add_all)

    async def ring(self, number: str = "101", key: str = "k", actor: StationActor | None = None) -> str:
        placed = await self.place_call(
            actor or self.installation.station, CallPlace(home_number=number, key=key)
        )
        return placed.id

    def call_on(self, session_id: str) -> AppCall:
        """Give the one call the device shows."""
        shown = self.installation.app_link.latest(session_id)
        assert isinstance(shown, ShowCalls)
        [call] = shown.calls
        return call

    def call_at(self, station_id: str) -> StationCall | None:
        """Give the call the station was shown last."""
        for station, kind, body in reversed(self.installation.station_link.told):
            if (station, kind) == (station_id, "show.call"):
                assert isinstance(body, ShowCall)
                return body.call
        return None

    def seen_by(self, session_id: str) -> list[tuple[str, str | None, str | None]]:
        shown = self.installation.app_link.latest(session_id)
        assert isinstance(shown, ShowCalls)
        return [(call.phase, call.leg_end, call.end) for call in shown.calls]

    def seen_at_door(self) -> tuple[str, str | None]:
        _, kind, body = self.installation.station_link.told[-1]
        assert kind == "show.call"
        assert isinstance(body, ShowCall)
        assert body.call is not None
        return body.call.phase, body.call.end

    async def settle(self) -> None:
        await self.tasks.close(grace_s=5)
