"""A push service of the tests: takes what the server pushes, as a browser maker's does, and can read it."""

import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from harness.waiting import wait_until

LIMIT_S = 10.0
SALT_BYTES, HEADER_BYTES = 16, 21  # RFC 8188: salt, record size, length of the key


class Device:
    """A browser's end of one subscription: its keys, and what has been pushed to it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.pushed: list[Pushed] = []
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = b"0123456789abcdef"

    @property
    def subscription(self) -> dict[str, object]:
        """What `PushSubscription.toJSON()` would give."""
        return {"endpoint": self.endpoint, "keys": {"p256dh": _text(self._point), "auth": _text(self._auth)}}

    def open(self, sealed: bytes) -> bytes:
        """Read a message as the browser does (RFC 8291)."""
        salt, sender = sealed[:SALT_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + sealed[HEADER_BYTES - 1]]
        shared = self._key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        )
        secret = _derive(shared, self._auth, b"WebPush: info\x00" + self._point + sender, 32)
        key = _derive(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _derive(secret, salt, b"Content-Encoding: nonce\x00", 12)
        opened = AESGCM(key).decrypt(nonce, sealed[HEADER_BYTES + len(sender) :], None)
        return opened.rstrip(b"\x00").removesuffix(b"\x02")

    def notices(self, kind: str) -> list[dict[str, object]]:
        """Give what was pushed of this kind so far."""
        return [pushed.notice for pushed in self.pushed if pushed.notice["type"] == kind]

    def wait_for(self, kind: str, *, count: int = 1, limit_s: float = LIMIT_S) -> dict[str, object]:
        """Wait until so many of the kind were pushed, and give the last of them."""
        wait_until(lambda: len(self.notices(kind)) >= count, limit_s=limit_s, what=f"a push: {kind}")
        return self.notices(kind)[-1]

    @property
    def _point(self) -> bytes:
        return self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One message as it arrived."""

    headers: dict[str, str]
    text: str

    @property
    def notice(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.text)
        return found


@dataclass(slots=True)
class Answers:
    """What the service answers, by path; else 201."""

    status: dict[str, int] = field(default_factory=dict)


class PushService:
    """Listens on the loopback."""

    def __init__(self) -> None:
        self._devices: dict[str, Device] = {}
        self.answers = Answers()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status = service.answers.status.get(self.path, 201)
                device = service._devices[self.path]
                if status == 201:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    device.pushed.append(Pushed(headers=headers, text=device.open(body).decode()))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def settings(self) -> dict[str, str]:
        """The server's settings that let it push here."""
        return {"GENKAN_PUSH_EXTRA_SERVICES": self.url}

    def add_device(self) -> Device:
        """Make a new subscription."""
        path = f"/push/{len(self._devices) + 1}"
        device = Device(self.url + path)
        self._devices[path] = device
        return device

    def answer(self, device: Device, status: int) -> None:
        """Answer pushes to the device with this status from now on."""
        self.answers.status[urlsplit(device.endpoint).path] = status

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def read_vapid(authorization: str) -> dict[str, object]:
    """Check the server's signature (RFC 8292) and give what it claims."""
    fields = dict(part.strip().split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    point = urlsafe_b64decode(fields["k"] + "=" * (-len(fields["k"]) % 4))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    audience = jwt.decode(fields["t"], options={"verify_signature": False})["aud"]
    claims: dict[str, object] = jwt.decode(fields["t"], key, algorithms=["ES256"], audience=audience)
    return claims | {"k": fields["k"]}


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=salt, info=info).derive(secret)


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
