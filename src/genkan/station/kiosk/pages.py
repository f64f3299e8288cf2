"""The panel's built page: which files there are, and what a browser is told about them."""

import mimetypes
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

INDEX = "/"
HASHED_NAME = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")  # as Vite names what may be kept for ever
KEEP_FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
KEEP_NEVER = "no-store"

SECURITY_HEADERS: Mapping[str, str] = {
    "Server": "genkan",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; "
        "media-src 'self' blob: data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Pages:
    """Finds the files of the built page by their address; whatever is not listed does not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Path] = {}

    def find(self, address: str) -> Path | None:
        """Give the file for an address, or None."""
        if not self._files:
            self._files = _list_files(self._folder)
        return self._files.get(address)


def panel_folder() -> Path:
    """Give where the panel's page is in this installation, built or not."""
    return Path(str(files("genkan"))) / "web_dist" / "panel"


def missing_page() -> str:
    """Give what is shown where the page should be, in an installation without it."""
    return (files("genkan.station.kiosk") / "missing.html").read_text(encoding="utf-8")


def cache_rule(address: str) -> str:
    """Give for how long a browser may keep what it got at the address."""
    if address == INDEX:
        return KEEP_NEVER
    return KEEP_FOR_EVER if HASHED_NAME.search(address) else ASK_EACH_TIME


def content_type(path: Path) -> str:
    """Give the type of a file by its name."""
    # Some systems' tables call .js text/plain, which no browser runs.
    kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
    if kind is None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _list_files(folder: Path) -> dict[str, Path]:
    found = {
        f"/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    index = found.pop("/index.html", None)
    return {} if index is None else {**found, INDEX: index}
