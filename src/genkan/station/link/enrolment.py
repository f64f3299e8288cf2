"""Making a unit a station of a server: its public key for a one-time code."""

import ssl
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.station.store.identity import Identity

ENROL_PATH = "/api/stations/enrol"
ENROL_LIMIT_S = 15.0  # an installer waits, and sees why not
ANSWER_LIMIT_BYTES = 64 * 1024


class EnrolmentFailed(Exception):
    """The unit was not enrolled; the text says why and what to do, for the person at the command line."""


class _Request(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    public_key: bytes  # as base64


class _Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    station_id: str
    server_id: str


class _Problem(msgspec.Struct, frozen=True, kw_only=True):
    type: str = ""
    title: str = ""
    detail: str = ""


ADVICE_BY_PROBLEM = {
    "enrolment-code-unknown": (
        "The server does not know this code. Check it, or issue a new one in the portal: a code works once "
        "and for ten minutes."
    ),
    "enrolment-code-used": "This code was used before. Issue a new one in the portal.",
    "enrolment-code-expired": "This code has expired: one lives ten minutes. Issue a new one in the portal.",
    "too-often": "Too many tries. Wait a minute, then try again.",
}


def check_server_url(text: str, *, may_be_plain: bool = False) -> str:
    """Give the server's address without its path's last slash. Raises EnrolmentFailed.

    Without TLS anybody on the way could open the door, so plain http is only for this very machine.
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise EnrolmentFailed(
            f"{text!r} is not the address of a server. It looks like https://genkan.example.org"
        )
    if parts.username or parts.query or parts.fragment:
        raise EnrolmentFailed("The address of the server holds no user name, query or fragment.")
    if parts.scheme == "http" and not may_be_plain and not _is_this_machine(host):
        raise EnrolmentFailed(
            "Without https anybody in the network could read the code and open the door. Use the server's "
            "https address (with --ca FILE when it has its own certificate authority)."
        )
    return text.rstrip("/")


async def enrol(
    *, server_url: str, code: str, key: Ed25519PrivateKey, tls: ssl.SSLContext, ca_pem: str | None
) -> Identity:
    """Hand the public key in for the code. Raises EnrolmentFailed."""
    request = _Request(code=code.strip(), public_key=key.public_key().public_bytes_raw())
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ENROL_LIMIT_S)) as http,
            http.post(
                server_url + ENROL_PATH,
                data=msgspec.json.encode(request),
                headers={"Content-Type": "application/json", "Accept": "application/json"},
                ssl=tls,
                allow_redirects=False,
            ) as response,
        ):
            status = response.status
            content = await response.content.read(ANSWER_LIMIT_BYTES)
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError) as error:
        raise EnrolmentFailed(
            "The server's certificate is not trusted by this unit. When the server has its own certificate "
            "authority, give its certificate with --ca FILE."
        ) from error
    except TimeoutError as error:
        raise EnrolmentFailed(f"{server_url} does not answer. Check the address and the network.") from error
    except (aiohttp.ClientError, OSError) as error:
        raise EnrolmentFailed(
            f"{server_url} cannot be reached ({type(error).__name__}). Check the address and the network."
        ) from error
    return _read_answer(status, content, server_url=server_url, ca_pem=ca_pem)


def _read_answer(status: int, content: bytes, *, server_url: str, ca_pem: str | None) -> Identity:
    if status not in {200, 201}:
        raise EnrolmentFailed(_advise(status, content))
    try:
        enrolled = msgspec.json.decode(content, type=_Enrolled)
    except msgspec.MsgspecError as error:
        raise EnrolmentFailed(f"{server_url} answers, but not as a Genkan server does.") from error
    return Identity(
        station_id=enrolled.station_id, server_id=enrolled.server_id, server_url=server_url, ca_pem=ca_pem
    )


def _advise(status: int, content: bytes) -> str:
    try:
        problem = msgspec.json.decode(content, type=_Problem)
    except msgspec.MsgspecError:
        problem = _Problem()
    advice = ADVICE_BY_PROBLEM.get(problem.type.rpartition(":")[2])
    if advice is not None:
        return advice
    said = " ".join(part for part in (problem.title, problem.detail) if part)
    if said:
        return f"The server refused: {said}"
    return f"The server answered {status}. Is this the address of a Genkan server?"


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
