"""The ways in over HTTP: the same answer whoever exists, and unfit input refused in words."""

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from genkan.server.accounts.issue import issue_account
from genkan.server.bootstrap.server import build_server, open_ground
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings
from harness.installation import NOW
from harness.newcomer import EMAIL, HANAKO, HOME, MOBILE, UNKNOWN_EMAIL, UNKNOWN_MOBILE

CORPUS = Path(__file__).parents[3] / "corpus"
NUMBERS = json.loads((CORPUS / "telephone-numbers.json").read_text("utf-8"))
ADDRESSES = json.loads((CORPUS / "mail-addresses.json").read_text("utf-8"))
STRANGE = ["", " ", "\x00", "x" * 100_000, "\r\nSet-Cookie: a=b", "\u202e", "{{code}}", "<script>", "💥" * 40]


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def standing(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client that tests share which leave nothing behind."""
    async with open_client(tmp_path_factory.mktemp("standing")) as opened:
        yield opened


@contextlib.asynccontextmanager
async def open_client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    environment = {
        "GENKAN_DATA_DIR": str(folder),
        "GENKAN_SIGN_IN_ADDRESS_ATTEMPTS": "10000",
        "GENKAN_DEMO": "yes",
    }
    settings = read_settings(environment=environment)
    await migrate(settings)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:
        await ground.database.write(lambda connection: issue_account(connection, HANAKO, HOME, NOW))
        transport = httpx.ASGITransport(app=build_server(ground))
        async with httpx.AsyncClient(transport=transport, base_url="https://genkan.example") as opened:
            yield opened


def without_instants(response: httpx.Response) -> dict[str, object]:
    content = response.json() if response.content else {}
    return {key: value for key, value in content.items() if not key.endswith("_ms")}


@pytest.mark.parametrize(
    ("path", "known", "unknown"),
    [
        ("/api/sign-in/code", {"mobile": MOBILE}, {"mobile": UNKNOWN_MOBILE}),
        ("/api/password/reset", {"email": EMAIL}, {"email": UNKNOWN_EMAIL}),
        (
            "/api/sign-in/code/check",
            {"mobile": MOBILE, "code": "000000", "app": "resident"},
            {"mobile": UNKNOWN_MOBILE, "code": "000000", "app": "resident"},
        ),
        (
            "/api/password/reset/code",
            {"mobile": MOBILE, "code": "000000"},
            {"mobile": UNKNOWN_MOBILE, "code": "000000"},
        ),
        (
            "/api/sign-in",
            {"username": EMAIL, "password": "wrong one", "app": "resident"},
            {"username": UNKNOWN_EMAIL, "password": "wrong one", "app": "resident"},
        ),
    ],
)
async def test_existence_is_not_revealed(
    client: httpx.AsyncClient, path: str, known: dict[str, str], unknown: dict[str, str]
) -> None:
    answers = [await client.post(path, json=body) for body in (known, unknown)]

    assert answers[0].status_code == answers[1].status_code
    assert without_instants(answers[0]) == without_instants(answers[1])
    assert [(name, value) for name, value in answers[0].headers.items() if name != "content-length"] == [
        (name, value) for name, value in answers[1].headers.items() if name != "content-length"
    ]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("typed", NUMBERS["no_mobile"])
async def test_an_unfit_number_is_refused_in_words(standing: httpx.AsyncClient, typed: str) -> None:
    response = await standing.post("/api/sign-in/code", json={"mobile": typed})

    problem = response.json()
    assert response.status_code in {400, 422}
    assert problem["type"].rpartition(":")[2] in {"bad-request", "mobile-unfit"}
    assert problem["detail"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("typed", ADDRESSES["no_addresses"])
async def test_an_unfit_address_is_refused_in_words(standing: httpx.AsyncClient, typed: str) -> None:
    response = await standing.post("/api/password/reset", json={"email": typed})

    assert response.status_code in {400, 422}
    assert response.json()["type"].rpartition(":")[2] in {"bad-request", "email-unfit"}


@pytest.mark.parametrize("typed", STRANGE)
async def test_whatever_is_typed_is_answered_with_a_problem(client: httpx.AsyncClient, typed: str) -> None:
    bodies = {
        "/api/sign-in": {"username": typed, "password": typed, "app": "resident"},
        "/api/sign-in/link": {"token": typed, "app": "resident", "device_label": typed},
        "/api/sign-in/link/look": {"token": typed},
        "/api/sign-in/link/new": {"token": typed},
        "/api/sign-in/hand-over": {"token": typed},
        "/api/sign-in/hand-over/code": {"code": typed},
        "/api/sign-in/code": {"mobile": typed, "region": typed},
        "/api/sign-in/code/check": {"mobile": MOBILE, "code": typed, "app": "resident"},
        "/api/password/reset": {"email": typed},
        "/api/password/reset/code": {"mobile": MOBILE, "code": typed},
        "/api/password/new": {"token": typed, "password": typed, "app": "resident"},
    }
    for path, body in bodies.items():
        response = await client.post(path, json=body)
        assert 400 <= response.status_code < 500, f"{path}: {response.status_code}"
        assert response.headers["content-type"] == "application/problem+json"


async def test_the_demos_outbox_shows_what_would_have_been_sent(client: httpx.AsyncClient) -> None:
    page = await client.get("/dev/outbox")
    (message,) = (await client.get("/dev/outbox/messages")).json()["messages"]

    assert page.status_code == 200
    assert "アカウントが作成されました" in page.text
    assert "script" not in page.headers["content-security-policy"]
    assert message["address"] == EMAIL
    token = message["text"].partition("/app/open#")[2].split()[0]
    signed = await client.post("/api/sign-in/link", json={"token": token, "app": "resident"})
    assert signed.json()["display_name"] == "佐藤 花子"


async def test_outside_the_demo_there_is_no_outbox(tmp_path: Path) -> None:
    settings = read_settings(environment={"GENKAN_DATA_DIR": str(tmp_path)})
    await migrate(settings)
    async with open_ground(settings, load_secrets(settings.data_dir)) as ground:
        transport = httpx.ASGITransport(app=build_server(ground))
        async with httpx.AsyncClient(transport=transport, base_url="https://genkan.example") as client:
            assert (await client.get("/dev/outbox")).status_code == 404
            assert (await client.get("/dev/outbox/messages")).status_code == 404
