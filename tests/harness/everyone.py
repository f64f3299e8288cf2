"""Who tries everything in the authorisation tests, and what can come of it."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import httpx

from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.database import Database
from genkan.wire.call import CallRef
from genkan.wire.frame import Frame, Refused, decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace
from harness.asgi import AsgiSocket

OK, HIDDEN, FORBIDDEN, UNKNOWN = "ok", "not-found", "not-allowed", "not-signed-in"

# Who tries. All but the last four belong, or belonged, to the sample property.
PEOPLE = (
    "master",  # of home 101
    "family",  # of home 101
    "neighbour",  # home 102, the same building
    "west",  # the other building of the property
    "moved-out",  # lived in 101 until yesterday
    "manager",
    "installer",
    "ex-manager",
    "stranger",  # lives in another property
    "foreign-manager",
    "foreign-installer",
    "nobody",  # has not signed in
)


class HttpTown(Protocol):
    """The town as far as it is reached by HTTP, and what stands in its database."""

    @property
    def database(self) -> Database:
        """Give the server's own."""

    @property
    def journal(self) -> Journal:
        """Give the history."""

    @property
    def blobs(self) -> BlobStore:
        """Give where pictures are kept."""

    @property
    def server_key(self) -> bytes:
        """Give what its secrets are derived of."""

    def client(self, person: str, app: str) -> httpx.AsyncClient:
        """Give an HTTP client of the person's; nobody's has no token."""


HttpTrial = Callable[[HttpTown, str], Awaitable[str]]


def row(default: str, **others: str) -> dict[str, str]:
    """Say what each person gets: `others` by name (with _ for -), the rest the default."""
    named = {name.replace("_", "-"): outcome for name, outcome in others.items()}
    return {person: named.get(person, default) for person in PEOPLE} | {"nobody": UNKNOWN}


def http_outcome(response: httpx.Response, *, sees: str | None = None) -> str:
    """Give what came of a request; an answer without the thing looked for hides it."""
    if response.is_success:
        return OK if sees is None or sees in response.text else HIDDEN
    return str(response.json()["type"].rpartition(":")[2])


async def place_call(east: AsgiSocket) -> str:
    """Ring home 101 anew; the older call ends."""
    answer = await east.ask("call.place", CallPlace(home_number="101", key=new_id()))
    return decode_body(answer, CallRef).call_id


def outcome_of(answer: Frame) -> str:
    return decode_body(answer, Refused).reason if answer.kind == "refused" else OK


async def turned_away(app: AsgiSocket) -> str:
    await app.wait_for_kind("bye")
    assert not app.kept, "something was shown before the goodbye"
    return UNKNOWN
