"""Health and figures, for whoever runs the installation."""

import secrets as comparing
from typing import Annotated

from fastapi import APIRouter, Header, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from sqlalchemy import Connection, text

from genkan.server.journal.service import Journal
from genkan.server.platform.bus import Bus, BusDown
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, NotSignedIn
from genkan.server.platform.metrics import Metrics
from genkan.server.platform.secrets import Secrets
from genkan.server.platform.web import mounts

BEARER = "Bearer "


class HealthOut(BaseModel):
    """Whether each part answered."""

    ok: bool
    database: bool
    journal: bool
    bus: bool


def build_watch_router(
    database: Database, journal: Journal, bus: Bus, secrets: Secrets, metrics: Metrics | None
) -> APIRouter:
    """Mount /healthz and, unless switched off, /metrics."""
    router = APIRouter(tags=["watch"])

    @router.get("/healthz", openapi_extra=mounts("watch.health"), responses={503: {"model": HealthOut}})
    async def get_health(response: Response) -> HealthOut:
        """Say whether database, journal and bus answer; 503 when one does not."""
        state = HealthOut(
            ok=True,
            database=await _answers_database(database),
            journal=await _answers_journal(journal),
            bus=await _answers_bus(bus),
        )
        if not (state.database and state.journal and state.bus):
            response.status_code = 503
            return state.model_copy(update={"ok": False})
        return state

    @router.get("/metrics", openapi_extra=mounts("watch.metrics"), response_class=Response)
    async def get_metrics(authorization: Annotated[str, Header()] = "") -> Response:
        """Give the figures in Prometheus' format to whoever has the token from the secrets file."""
        if metrics is None:
            raise NotFound
        if not comparing.compare_digest(authorization.encode(), (BEARER + secrets.metrics_token).encode()):
            raise NotSignedIn
        return Response(metrics.render(), media_type=CONTENT_TYPE_LATEST)

    return router


async def _answers_database(database: Database) -> bool:
    def ask(connection: Connection) -> bool:
        return connection.execute(text("SELECT 1")).scalar() == 1

    try:
        return await database.read(ask)
    except Exception:  # noqa: BLE001 - whatever it is, the database does not answer
        return False


async def _answers_journal(journal: Journal) -> bool:
    try:
        await journal.check()
    except Exception:  # noqa: BLE001 - whatever it is, the journal does not answer
        return False
    return True


async def _answers_bus(bus: Bus) -> bool:
    try:
        await bus.check()
    except BusDown:
        return False
    return True
