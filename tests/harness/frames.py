"""WebSocket frames cut out of a byte stream, untouched (RFC 6455, 5.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

TEXT = 0x1
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to pass on as they are; `message` is their text when they are one whole text frame."""

    raw: bytes
    message: bytes | None


class FrameSplitter:
    """Splits one direction of a connection: first the HTTP head, then frames."""

    def __init__(self) -> None:
        self._rest = b""
        self._is_open = False

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """Take the next bytes and give every piece that is complete."""
        self._rest += chunk
        if not self._is_open:
            yield from self._pass_head()
        while self._is_open and (piece := self._cut_frame()) is not None:
            yield piece

    def _pass_head(self) -> Iterator[Piece]:
        """Pass the opening handshake on; what begins like none (an API call, a page) goes unread."""
        if self._rest.startswith((b"GET ", b"HTTP/1.1 101 ")):
            head, found, rest = self._rest.partition(END_OF_HEAD)
            if not found:
                return
            if b"upgrade: websocket" in head.lower():
                self._is_open, self._rest = True, rest
                yield Piece(head + found, None)
                return
        raw, self._rest = self._rest, b""
        yield Piece(raw, None)

    def _cut_frame(self) -> Piece | None:
        rest = self._rest
        if len(rest) < 2:
            return None
        size, at = rest[1] & 0x7F, 2
        if size == 126:
            size, at = int.from_bytes(rest[2:4]), 4
        elif size == 127:
            size, at = int.from_bytes(rest[2:10]), 10
        mask = b""
        if rest[1] & 0x80:
            mask, at = rest[at : at + 4], at + 4
        if len(rest) < at + size:
            return None
        raw, self._rest = rest[: at + size], rest[at + size :]
        is_whole_text = rest[0] & 0x8F == 0x80 | TEXT and not rest[0] & 0x70
        if not is_whole_text:
            return Piece(raw, None)
        return Piece(raw, _unmask(raw[at:], mask))


def _unmask(payload: bytes, mask: bytes) -> bytes:
    if not mask:
        return payload
    repeated = (mask * (len(payload) // 4 + 1))[: len(payload)]
    masked = int.from_bytes(payload) ^ int.from_bytes(repeated)
    return masked.to_bytes(len(payload))
