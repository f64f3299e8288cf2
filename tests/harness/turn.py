"""As much of a TURN client (RFC 8656 over UDP) as it takes to try a credential at a relay."""

import hashlib
import hmac
import os
import socket
import struct
from types import TracebackType
from typing import Self

LIMIT_S = 5.0
COOKIE = 0x2112A442
ALLOCATE, REFRESH = 0x0003, 0x0004
USERNAME, INTEGRITY, ERROR, LIFETIME, REALM, NONCE, TRANSPORT = (
    0x0006, 0x0008, 0x0009, 0x000D, 0x0014, 0x0015, 0x0019,
)  # fmt: skip
UDP = b"\x11\x00\x00\x00"
UNAUTHORISED = 401
STALE_NONCE = 438


class TurnClient:
    """One holder of a credential at one relay, in a socket of its own."""

    def __init__(self, port: int, *, username: str, credential: str) -> None:
        self._username = username
        self._credential = credential
        self._realm, self._nonce = b"", b""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(LIMIT_S)
        self._socket.connect(("127.0.0.1", port))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def allocate(self) -> int:
        """Ask for a relayed address; give 0 for success, else the relay's error code."""
        self._ask(ALLOCATE, {TRANSPORT: UDP}, signed=False)  # refused, with realm and nonce
        return self._ask(ALLOCATE, {TRANSPORT: UDP})

    def refresh(self, lifetime_s: int = 600) -> int:
        """Ask to keep the address for longer; give 0 for success, else the relay's error code."""
        attributes = {LIFETIME: struct.pack("!I", lifetime_s)}
        code = self._ask(REFRESH, attributes)
        return code if code != STALE_NONCE else self._ask(REFRESH, attributes)

    def _ask(self, method: int, attributes: dict[int, bytes], *, signed: bool = True) -> int:
        mark = os.urandom(12)
        body = b"".join(_attribute(kind, value) for kind, value in attributes.items())
        if signed:
            body += _attribute(USERNAME, self._username.encode())
            body += _attribute(REALM, self._realm) + _attribute(NONCE, self._nonce)
            head = struct.pack("!HHI", method, len(body) + 24, COOKIE) + mark
            key = hashlib.md5(  # noqa: S324 - what the protocol asks for
                b":".join((self._username.encode(), self._realm, self._credential.encode()))
            ).digest()
            body += _attribute(INTEGRITY, hmac.digest(key, head + body, hashlib.sha1))
        self._socket.send(struct.pack("!HHI", method, len(body), COOKIE) + mark + body)
        while True:
            answer = self._socket.recv(2_048)
            if answer[8:20] == mark:
                return self._read(answer)

    def _read(self, answer: bytes) -> int:
        found: dict[int, bytes] = {}
        place = 20
        while place + 4 <= len(answer):
            kind, size = struct.unpack_from("!HH", answer, place)
            found[kind] = answer[place + 4 : place + 4 + size]
            place += 4 + size + -size % 4
        self._realm = found.get(REALM, self._realm)
        self._nonce = found.get(NONCE, self._nonce)
        error = found.get(ERROR)
        return 0 if error is None else error[2] * 100 + error[3]


def _attribute(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)
