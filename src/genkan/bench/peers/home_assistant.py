"""Home Assistant's template lock: a service call over its WebSocket; no device behind it, no audit."""

import asyncio
import json
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import msgspec

from genkan.bench.peers.environment import make_environment
from genkan.bench.processes import CannotMeasure, Child, Children, Program, find_free_port
from genkan.bench.websocket import WebSocket, connect

VERSION = "2024.3.3"  # the last one for Python 3.11
REQUIREMENTS = (f"homeassistant=={VERSION}", "josepy<2")  # its acme needs a name that josepy 2 dropped
START_LIMIT_S = 180.0  # the first start installs what its integrations need
WARM_UP = 20
SETTLE_S = 3.0  # its start-up work trails its first answer

CONFIGURATION = """
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
websocket_api:
auth:
onboarding:
logger:
  default: warning
input_boolean:
  relay:
    name: relay
lock:
  - platform: template
    name: Door
    value_template: "{{{{ is_state('input_boolean.relay', 'on') }}}}"
    lock:
      service: input_boolean.turn_on
      target: {{entity_id: input_boolean.relay}}
    unlock:
      service: input_boolean.turn_off
      target: {{entity_id: input_boolean.relay}}
"""


class _Reply(msgspec.Struct):
    type: str
    id: int = 0
    success: bool = True


@dataclass(slots=True)
class HomeAssistant:
    """A fresh configuration with one lock, taken through its onboarding for a token."""

    folder: Path
    name: str = "Home Assistant"
    _socket: WebSocket | None = None
    _pending: asyncio.Future[_Reply] | None = None
    _count: int = 0

    async def start(self, children: Children) -> None:
        programs = await make_environment(self.folder / "home-assistant", REQUIREMENTS)
        configuration = self.folder / "home-assistant-configuration"
        shutil.rmtree(configuration, ignore_errors=True)
        configuration.mkdir(parents=True)
        port = find_free_port()
        (configuration / "configuration.yaml").write_text(CONFIGURATION.format(port=port))
        hass = await children.start(
            Program("home-assistant", (str(programs / "hass"), "-c", str(configuration)))
        )
        await _wait_until_up(hass, port)
        token = await asyncio.to_thread(_onboard, port)
        await asyncio.sleep(SETTLE_S)
        await self._sign_in(port, token)
        await self.measure_round(WARM_UP, pause_s=0.0)

    async def measure_round(self, count: int, *, pause_s: float) -> list[float]:
        seconds = []
        for _ in range(count):
            await self._call("lock")
            await asyncio.sleep(pause_s)
            asked = time.perf_counter()
            await self._call("unlock")
            seconds.append(time.perf_counter() - asked)
            await asyncio.sleep(pause_s)
        return seconds

    async def _sign_in(self, port: int, token: str) -> None:
        self._pending = asyncio.get_running_loop().create_future()
        self._socket = await connect(port, "/api/websocket", self._take)
        await self._pending  # auth_required
        self._pending = asyncio.get_running_loop().create_future()
        self._socket.send(json.dumps({"type": "auth", "access_token": token}).encode())
        if (await self._pending).type != "auth_ok":
            raise CannotMeasure("it does not take the token of its own onboarding")

    async def _call(self, service: str) -> None:
        assert self._socket is not None  # noqa: S101 - signed in
        self._count += 1
        self._pending = asyncio.get_running_loop().create_future()
        ask = {
            "id": self._count,
            "type": "call_service",
            "domain": "lock",
            "service": service,
            "service_data": {"entity_id": "lock.door"},
        }
        self._socket.send(json.dumps(ask).encode())
        if not (await self._pending).success:
            raise CannotMeasure(f"its lock refuses to {service}")

    def _take(self, _: WebSocket, text: bytes) -> None:
        reply = msgspec.json.decode(text, type=_Reply)
        is_awaited = reply.type in {"auth_required", "auth_ok", "auth_invalid"} or reply.id == self._count
        if is_awaited and self._pending is not None and not self._pending.done():
            self._pending.set_result(reply)


async def _wait_until_up(hass: Child, port: int) -> None:
    await hass.wait_for_port(port, limit_s=START_LIMIT_S)
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        try:
            await asyncio.to_thread(_get, port, "/api/onboarding")
        except (urllib.error.URLError, OSError):
            await asyncio.sleep(0.2)
        else:
            return
    raise CannotMeasure(f"it did not answer within {START_LIMIT_S:.0f} s")


def _onboard(port: int) -> str:
    """Make the first user and give an access token."""
    client = f"http://127.0.0.1:{port}/"
    user = {
        "client_id": client,
        "name": "b",
        "username": "b",
        "password": "only-for-a-bench",
        "language": "en",
    }
    made = _post(port, "/api/onboarding/users", json.dumps(user).encode(), "application/json")
    code = msgspec.json.decode(made, type=dict[str, str])["auth_code"]
    form = urllib.parse.urlencode({"grant_type": "authorization_code", "code": code, "client_id": client})
    answer = _post(port, "/auth/token", form.encode(), "application/x-www-form-urlencoded")
    return str(msgspec.json.decode(answer, type=dict[str, str | int])["access_token"])


def _get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        body: bytes = answer.read()
        return body


def _post(port: int, path: str, body: bytes, kind: str) -> bytes:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data=body, headers={"Content-Type": kind}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
        content: bytes = answer.read()
        return content
