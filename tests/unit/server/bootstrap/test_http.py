"""The server's HTTP side, in process: what every request meets, and the operations mounted on it."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.server.bootstrap.sample import EAST_STATION, Sample
from genkan.server.bootstrap.server import Server, build_server, open_ground
from genkan.server.platform.operations import OPERATIONS, Role
from genkan.server.platform.policy import POLICY
from genkan.server.platform.secrets import Secrets, load_secrets
from genkan.server.platform.settings import CannotStart, Settings, read_settings
from harness.installation import Installation

ORIGIN = "https://genkan.example"
OPEN_ROUTES = {"/healthz", "/metrics"}  # for whoever runs the installation; no one's things


class Client(httpx.AsyncClient):
    """A browser: keeps cookies, speaks to one server."""

    def __init__(self, server: Server) -> None:
        super().__init__(transport=httpx.ASGITransport(app=server), base_url=ORIGIN)

    async def sign_in(self, sample: Sample, role: str, *, app: str = "resident") -> httpx.Response:
        account = next(account for account in sample.accounts if account.role == role)
        return await self.post(
            "/api/sign-in",
            json={"username": account.username, "password": account.password, "app": app},
        )


@pytest.fixture
def settings(installation: Installation, tmp_path: Path) -> Settings:
    return read_settings(environment={"GENKAN_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def secrets(settings: Settings) -> Secrets:
    return load_secrets(settings.data_dir)


@pytest.fixture
async def server(settings: Settings, secrets: Secrets) -> AsyncIterator[Server]:
    async with open_ground(settings, secrets) as ground:
        yield build_server(ground)


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with Client(server) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def standing(
    template: tuple[Path, Sample], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Client]:
    """A client that tests share which leave nothing behind, neither in the server nor as a cookie."""
    folder = tmp_path_factory.mktemp("standing") / "data"
    shutil.copytree(template[0], folder)
    settings = read_settings(environment={"GENKAN_DATA_DIR": str(folder)})
    async with (
        open_ground(settings, load_secrets(settings.data_dir)) as ground,
        Client(build_server(ground)) as opened,
    ):
        yield opened
        assert not opened.cookies


def problem_of(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    content = response.json()
    assert content["status"] == response.status_code
    assert content["title"]
    assert content["detail"]
    return str(content["type"].removeprefix("urn:genkan:problem:"))


@dataclass(frozen=True, slots=True)
class Route:
    """One entry of the OpenAPI document."""

    method: str
    path: str
    operation: str | None


def api_routes(server: Server) -> list[Route]:
    paths: dict[str, dict[str, dict[str, str]]] = server.api.openapi()["paths"]
    return [
        Route(method.upper(), path, entry.get("x-operation"))
        for path, methods in paths.items()
        for method, entry in methods.items()
    ]


# --- the rules every route keeps ----------------------------------------------------------------
def test_every_route_mounts_an_operation_of_the_policy_table(server: Server) -> None:
    routes = api_routes(server)

    assert len(routes) > 10
    for route in routes:
        assert route.path in OPEN_ROUTES or route.operation in POLICY, f"{route} mounts no operation"


def test_the_server_does_not_start_with_an_operation_that_nobody_may_use(
    settings: Settings, secrets: Secrets
) -> None:
    policy = {name: grants for name, grants in POLICY.items() if name != "access.release_door"}

    async def start() -> None:
        async with open_ground(settings, secrets) as ground:
            build_server(ground, policy)

    with pytest.raises(CannotStart, match=r"operation access\.release_door has no row"):
        asyncio.run(start())


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert set(OPERATIONS) == set(POLICY)


async def test_nothing_but_the_open_list_answers_without_credentials(client: Client, server: Server) -> None:
    anonymous = {name for name, grants in POLICY.items() if any(g.role is Role.ANONYMOUS for g in grants)}
    asked = [
        route for route in api_routes(server) if route.operation not in anonymous and route.path != "/healthz"
    ]
    assert len(asked) > 8
    for route in asked:
        response = await client.request(
            route.method,
            route.path.replace("{", "").replace("}", ""),
            json={"key": "k", "tapped_ms": 1} if route.method == "POST" else None,
            params={"app": "resident"},
        )
        assert response.status_code == 401, route
        assert problem_of(response) == "not-signed-in"


@pytest.mark.asyncio(loop_scope="module")
async def test_every_answer_carries_the_headers_that_protect_a_browser(standing: Client) -> None:
    for path in ("/healthz", "/api/app/me", "/app/", "/no/such/place"):
        headers = (await standing.get(path)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        # Our own files alone, and WebAssembly out of them: no text becomes a program.
        assert "script-src 'self' 'wasm-unsafe-eval';" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in headers


async def test_under_tls_browsers_are_told_to_stay_with_it(
    settings: Settings, secrets: Secrets, tmp_path: Path
) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).touch()
    secure = read_settings(
        environment={
            "GENKAN_DATA_DIR": str(settings.data_dir),
            "GENKAN_LISTEN_TLS_CERT": str(tmp_path / "cert.pem"),
            "GENKAN_LISTEN_TLS_KEY": str(tmp_path / "key.pem"),
        }
    )
    async with open_ground(secure, secrets) as ground, Client(build_server(ground)) as client:
        headers = (await client.get("/healthz")).headers

    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://genkan.example.evil.example"])
async def test_another_sites_page_changes_nothing(
    client: Client, installation: Installation, origin: str
) -> None:
    await client.sign_in(installation.sample, "master")

    response = await client.post("/api/sign-out?app=resident", headers={"origin": origin})

    assert response.status_code == 403
    assert problem_of(response) == "not-allowed"
    assert (await client.get("/api/app/me")).status_code == 200


async def test_our_own_pages_may_change_things(client: Client, installation: Installation) -> None:
    await client.sign_in(installation.sample, "master")

    response = await client.post("/api/sign-out?app=resident", headers={"origin": ORIGIN})

    assert response.status_code == 204


@pytest.mark.asyncio(loop_scope="module")
async def test_a_body_that_is_too_long_is_refused_before_it_is_read(standing: Client) -> None:
    response = await standing.post("/api/sign-in", content=b"x" * (1024 * 1024 + 1))

    assert response.status_code == 400
    assert problem_of(response) == "bad-request"


@pytest.mark.asyncio(loop_scope="module")
async def test_a_body_that_hides_its_length_is_cut_off(standing: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 65_536

    response = await standing.post(
        "/api/sign-in", content=endless(), headers={"content-type": "application/json"}
    )

    assert response.status_code == 400
    assert problem_of(response) == "bad-request"


# --- refusals -----------------------------------------------------------------------------------
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("asked", "language"),
    [("ja", "ja"), ("en-GB,en;q=0.9", "en"), ("fr,en;q=0.5", "en"), ("fr", "ja"), ("", "ja")],
)
async def test_a_refusal_is_said_in_the_readers_language(standing: Client, asked: str, language: str) -> None:
    words = json.loads((Path("locales") / language / "problem.json").read_text("utf-8"))

    response = await standing.get("/api/app/me", headers={"accept-language": asked})

    assert response.json()["detail"] == words["not-signed-in"]


@pytest.mark.asyncio(loop_scope="module")
async def test_what_is_not_there_is_a_problem_too(standing: Client) -> None:
    response = await standing.get("/api/no/such/thing")

    assert response.status_code == 404
    assert problem_of(response) == "not-found"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"username": 1, "password": "x", "app": "resident"}',
        b'{"username": "a", "password": "x", "app": "other"}',
        b'{"username": "a", "password": "' + b"x" * 300 + b'", "app": "resident"}',
        '{"username": "\u0000", "app": "resident"}'.encode(),
    ],
)
async def test_unfit_input_is_refused_and_never_repeated(standing: Client, body: bytes) -> None:
    response = await standing.post("/api/sign-in", content=body, headers={"content-type": "application/json"})

    assert response.status_code == 400
    assert problem_of(response) == "bad-request"
    assert "xxxx" not in response.text


# --- the account --------------------------------------------------------------------------------
async def test_signing_in_sets_a_cookie_that_only_this_origin_and_no_script_can_read(
    client: Client, installation: Installation
) -> None:
    response = await client.sign_in(installation.sample, "master")

    assert response.status_code == 200
    cookies = response.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-genkan-resident="))
    for attribute in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert attribute in session
    assert "Domain" not in session


async def test_me_says_who_one_is_and_where_one_lives(
    client: Client, installation: Installation, secrets: Secrets
) -> None:
    signed_in = (await client.sign_in(installation.sample, "family")).json()

    me = (await client.get("/api/app/me")).json()

    assert me == signed_in
    assert me["display_name"] == "佐藤 健"
    assert me["server_id"] == secrets.server_id
    assert [(home["number"], home["role"]) for home in me["homes"]] == [("101", "family")]


async def test_the_two_apps_have_sessions_of_their_own(client: Client, installation: Installation) -> None:
    await client.sign_in(installation.sample, "manager", app="portal")

    assert (await client.get("/api/portal/me")).json()["properties"][0]["role"] == "manager"
    assert (await client.get("/api/app/me")).status_code == 401


async def test_a_resident_does_not_enter_the_portal(client: Client, installation: Installation) -> None:
    response = await client.sign_in(installation.sample, "master", app="portal")

    assert response.status_code == 403
    assert problem_of(response) == "not-allowed"
    assert "__Host-genkan-portal" not in client.cookies


async def test_signing_out_ends_the_session_also_for_a_copied_token(
    client: Client, server: Server, installation: Installation
) -> None:
    await client.sign_in(installation.sample, "master")
    token = client.cookies["__Host-genkan-resident"]

    assert (await client.post("/api/sign-out?app=resident")).status_code == 204

    assert "__Host-genkan-resident" not in client.cookies
    async with Client(server) as thief:
        thief.headers["authorization"] = f"Bearer {token}"
        assert (await thief.get("/api/app/me")).status_code == 401


async def test_a_program_brings_its_token_in_a_header(
    client: Client, server: Server, installation: Installation
) -> None:
    await client.sign_in(installation.sample, "master")
    token = client.cookies["__Host-genkan-resident"]

    async with Client(server) as program:
        response = await program.get("/api/app/me", headers={"authorization": f"Bearer {token}"})

    assert response.status_code == 200


async def test_a_wrong_password_and_an_unknown_user_look_the_same(
    client: Client, installation: Installation
) -> None:
    known = installation.sample.accounts[0].username
    answers = [
        await client.post("/api/sign-in", json={"username": name, "password": "no", "app": "resident"})
        for name in (known, "999999999")
    ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].content == answers[1].content
    assert problem_of(answers[0]) == "wrong-password"


async def test_whoever_guesses_is_told_when_to_come_back(client: Client) -> None:
    attempt = {"username": "123456789", "password": "no", "app": "resident"}
    for _ in range(5):
        assert (await client.post("/api/sign-in", json=attempt)).status_code == 401

    # A check may outlast the first wait on a busy machine; the waits double.
    response, longest_s = await client.post("/api/sign-in", json=attempt), 1
    while response.status_code == 401 and longest_s < 900:
        response, longest_s = await client.post("/api/sign-in", json=attempt), 2 * longest_s

    assert response.status_code == 429
    assert problem_of(response) == "too-often"
    assert 0 < response.json()["retry_after_ms"] <= longest_s * 1_000 + 1
    assert 0 < int(response.headers["retry-after"]) <= longest_s + 1


async def test_a_session_that_asks_too_often_is_slowed(client: Client, installation: Installation) -> None:
    await client.sign_in(installation.sample, "master")

    count = 0
    while (answer := await client.get("/api/app/me")).status_code == HTTPStatus.OK:
        count += 1
        assert count < 1_000, "nobody asks so fast for ever"

    assert count >= 40, "the burst is for everybody"
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert problem_of(answer) == "too-often"


# --- stations -----------------------------------------------------------------------------------
async def test_an_installer_enrols_a_unit_from_the_portal(
    client: Client, installation: Installation, secrets: Secrets
) -> None:
    await client.sign_in(installation.sample, "installer", app="portal")
    stations = (await client.get("/api/portal/stations")).json()["stations"]
    assert [(station["building_name"], station["enrolled"]) for station in stations] == [
        ("さくらハイツ 東館", False),
        ("さくらハイツ 西館", False),
    ]
    made = (await client.post(f"/api/portal/stations/{EAST_STATION}/enrolment-code")).json()
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    enrolled = await client.post(
        "/api/stations/enrol",
        json={"code": made["code"], "public_key": base64.b64encode(key).decode()},
    )

    assert enrolled.json() == {"station_id": EAST_STATION, "server_id": secrets.server_id}
    stations = (await client.get("/api/portal/stations")).json()["stations"]
    assert [station["enrolled"] for station in stations] == [True, False]


async def test_a_manager_sees_stations_and_makes_no_code(client: Client, installation: Installation) -> None:
    await client.sign_in(installation.sample, "manager", app="portal")

    assert (await client.get("/api/portal/stations")).status_code == 200
    response = await client.post(f"/api/portal/stations/{EAST_STATION}/enrolment-code")
    assert problem_of(response) == "not-allowed"


async def test_a_station_that_does_not_exist_is_not_found(client: Client, installation: Installation) -> None:
    await client.sign_in(installation.sample, "installer", app="portal")

    response = await client.post(f"/api/portal/stations/{'0' * 32}/enrolment-code")

    assert problem_of(response) == "not-found"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("public_key", "problem"),
    [
        ("no base64!", "public-key-unfit"),
        ("AAAA", "public-key-unfit"),
        (base64.b64encode(bytes(range(32))).decode(), "enrolment-code-unknown"),
    ],
)
async def test_a_unit_that_brings_rubbish_is_told_what_is_wrong(
    standing: Client, public_key: str, problem: str
) -> None:
    response = await standing.post("/api/stations/enrol", json={"code": "ABCDEFGH", "public_key": public_key})

    assert problem_of(response) == problem


# --- pages and figures --------------------------------------------------------------------------
@pytest.mark.asyncio(loop_scope="module")
async def test_the_root_leads_to_the_residents_app(standing: Client) -> None:
    response = await standing.get("/")

    assert response.is_redirect
    assert response.headers["location"] == "/app/"


@pytest.mark.asyncio(loop_scope="module")
async def test_health_says_that_every_part_answers(standing: Client) -> None:
    response = await standing.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "journal": True, "bus": True}


async def test_figures_are_for_whoever_has_the_token(client: Client, secrets: Secrets) -> None:
    bearer = {"authorization": f"Bearer {secrets.metrics_token}"}

    assert (await client.get("/metrics")).status_code == 401
    assert (await client.get("/metrics", headers={"authorization": "Bearer x"})).status_code == 401
    response = await client.get("/metrics", headers=bearer)
    assert response.status_code == 200
    assert "genkan_" in response.text


async def test_figures_can_be_switched_off(settings: Settings, secrets: Secrets) -> None:
    off = read_settings(environment={"GENKAN_DATA_DIR": str(settings.data_dir), "GENKAN_METRICS": "no"})
    async with open_ground(off, secrets) as ground, Client(build_server(ground)) as client:
        bearer = {"authorization": f"Bearer {secrets.metrics_token}"}
        assert (await client.get("/metrics", headers=bearer)).status_code == 404


@pytest.mark.asyncio(loop_scope="module")
async def test_the_api_describes_itself_without_scripts_from_elsewhere(standing: Client) -> None:
    document = (await standing.get("/api/openapi.json")).json()

    assert "/api/sign-in" in document["paths"]
    for path in ("/docs", "/redoc"):
        assert (await standing.get(path)).status_code == 404
