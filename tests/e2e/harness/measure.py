"""Pictures and sound as they really arrive in a page."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

_SCRIPT = Path(__file__).with_name("measure.js")
_ROUTE_LIMIT_MS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came in as sound."""

    energy: float  # as WebRTC sums it up: squared level times seconds
    tone: int  # how often the wanted pitch stood out
    other: int  # how often the other side's pitch stood out: an echo


def prepare(context: BrowserContext, *, relay_only: bool) -> None:
    """Make every page of the context measurable."""
    context.add_init_script(path=_SCRIPT)
    if relay_only:
        context.add_init_script("window.measure.useRelaysOnly()")


def count_pictures(page: Page, test_id: str, *, wanted: int = 6, limit_ms: int = 12_000) -> int:
    """Give how many different pictures, none of them black, the video showed; stops at `wanted`."""
    selector = f"video[data-testid='{test_id}'], [data-testid='{test_id}'] video"
    return int(
        page.evaluate(
            "(wish) => window.measure.countPictures(wish)",
            {"selector": selector, "wanted": wanted, "limitMs": limit_ms},
        )
    )


def hear(page: Page, pitch_hz: int, *, other_hz: int, limit_ms: int = 10_000) -> Heard:
    """Listen until the pitch was heard, or for as long as `limit_ms`."""
    heard = page.evaluate(
        "(wish) => window.measure.hear(wish)",
        {"pitchHz": pitch_hz, "otherHz": other_hz, "limitMs": limit_ms},
    )
    return Heard(energy=heard["energy"], tone=heard["tone"], other=heard["other"])


def list_routes(page: Page) -> list[str]:
    """Give the kind of each connection's own end (host, srflx, prflx, relay), once one has its way."""
    found = page.evaluate("(limitMs) => window.measure.listRoutes({ limitMs })", _ROUTE_LIMIT_MS)
    return [str(kind) for kind in found]


def pretend_line(page: Page, bps: int | None) -> None:
    """Let the page's browser believe that it may send so much; None: let it believe what it finds."""
    page.evaluate("(bps) => window.measure.pretendLine(bps)", bps)


def count_open_peers(page: Page) -> int:
    """Give how many connections of the page are not closed."""
    return int(page.evaluate("window.measure.countOpenPeers()"))
