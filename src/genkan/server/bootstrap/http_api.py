"""The HTTP API: who asks, how it refuses, and the operations of most domains."""

from fastapi import FastAPI

from genkan.server.access.list_doors import ListDoors
from genkan.server.access.release_door import ReleaseDoor
from genkan.server.access.routes import build_router as build_access_router
from genkan.server.accounts.service import Identify
from genkan.server.audit.service import Book
from genkan.server.bootstrap.accounts import mount_accounts
from genkan.server.bootstrap.audit import build_audit
from genkan.server.bootstrap.events import build_events
from genkan.server.bootstrap.ground import Ground
from genkan.server.bootstrap.identify import identify_request
from genkan.server.bootstrap.integrations import build_tokens
from genkan.server.bootstrap.own_records import list_own_records
from genkan.server.bootstrap.people import People
from genkan.server.bootstrap.watch import build_watch_router
from genkan.server.calls.history import GetSnapshot, ListHistory
from genkan.server.calls.routes import build_router as build_calls_router
from genkan.server.platform.api import build_api
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.policing import Policing
from genkan.server.platform.web import answer_errors
from genkan.server.stations.enrol import (
    ATTEMPT_BURST,
    ATTEMPTS_PER_S,
    CodeHasher,
    CreateEnrolmentCode,
    Enrol,
)
from genkan.server.stations.routes import build_router as build_stations_router
from genkan.server.stations.service import ListStations
from genkan.server.tokens.service import IdentifyToken


def build_http_api(
    ground: Ground,
    policing: Policing,
    people: People,
    list_doors: ListDoors,
    release_door: ReleaseDoor,
    list_stations: ListStations,
    metrics: Metrics,
) -> FastAPI:
    """Mount what needs neither keys nor calls under way."""
    settings, clock, database = ground.settings, ground.clock, ground.database
    api = build_api()
    api.state.policing = policing
    api.state.audit = Book(clock)
    pace = RateLimit(per_second=settings.rates.requests_per_second, burst=settings.rates.request_burst)
    api.state.identify = identify_request(Identify(database, clock), IdentifyToken(database, clock), pace)
    answer_errors(api)
    hash_code = CodeHasher(ground.secrets.server_key)
    mount_accounts(
        api,
        settings,
        database=database,
        bus=ground.bus,
        clock=clock,
        derivation=Derivation(ground.secrets.server_key),
        server_id=ground.secrets.server_id,
        keeping=list_own_records(database, ground.journal, ground.blobs),
    )
    api.include_router(people.router)
    api.include_router(build_tokens(database, clock))
    api.include_router(build_access_router(list_doors, release_door))
    api.include_router(
        build_calls_router(ListHistory(database, ground.journal), GetSnapshot(database, ground.blobs))
    )
    api.include_router(build_audit(database, ground.journal))
    api.include_router(build_events(database, ground.journal, ground.blobs, clock))
    api.include_router(
        build_stations_router(
            list_stations=list_stations,
            create_enrolment_code=CreateEnrolmentCode(database=database, clock=clock, hash_code=hash_code),
            enrol=Enrol(
                database=database,
                journal=ground.journal,
                bus=ground.bus,
                clock=clock,
                hash_code=hash_code,
                server_id=ground.secrets.server_id,
                pace=RateLimit(per_second=ATTEMPTS_PER_S, burst=ATTEMPT_BURST),
            ),
        )
    )
    api.include_router(
        build_watch_router(
            ground.database, ground.journal, ground.bus, ground.secrets, metrics if settings.metrics else None
        )
    )
    return api
