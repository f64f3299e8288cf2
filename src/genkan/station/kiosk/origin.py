"""Who may talk to the panel's server: only a page that this server itself has served."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_own_host(host_header: str, allowed: Collection[str] = ()) -> bool:
    """Whether the page was opened by an address, as localhost, or by a name the installer allowed.

    A page of somebody else can make its own name point here (DNS rebinding); it cannot own an address.
    """
    try:
        host = urlsplit(f"//{host_header}").hostname
    except ValueError:
        return False
    if host is None:
        return False
    if host == "localhost" or host in allowed:
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_own_origin(origin: str | None, host_header: str) -> bool:
    """Whether the page that opens a socket came from this very server."""
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc == host_header
    except ValueError:
        return False
