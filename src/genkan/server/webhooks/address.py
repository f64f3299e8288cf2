"""Where the server goes to tell something: to public addresses, by https, whatever a form says.

Else whoever sets up a webhook could let the server knock at machines of its own network. So a name is looked
up, what it stands for is judged, and the connection goes to that very address.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from genkan.server.webhooks.errors import WebhookAddressUnfit

LONGEST = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in disguise (RFC 6052)
IPV4_BITS = 0xFFFF_FFFF
PORTS = {"https": 443, "http": 80}


class AddressRefused(Exception):
    """The name stands for nothing, or for a machine the server does not go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to connect, and by what name."""

    url: str  # with the address instead of the name
    host: str  # for the Host header
    name: str  # for the certificate


def check_url(text: str, *, allows_private: bool) -> str:
    """Give the address as it is stored. Raises WebhookAddressUnfit."""
    url = text.strip()
    parts = _split(url)
    if parts is None or len(url) > LONGEST or not url.isascii() or any(sign.isspace() for sign in url):
        raise WebhookAddressUnfit
    if parts.scheme != "https" and not (allows_private and parts.scheme == "http"):
        raise WebhookAddressUnfit
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise WebhookAddressUnfit
    literal = _literal(parts.hostname or "")
    if literal is not None and not allows_private and not _is_public(literal):
        raise WebhookAddressUnfit
    return url


async def find_target(url: str, *, allows_private: bool) -> Target:
    """Look the name up. Raises AddressRefused."""
    try:
        parts = urlsplit(check_url(url, allows_private=allows_private))
    except WebhookAddressUnfit as fault:  # the setting may have changed since
        raise AddressRefused from fault
    name = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        raise AddressRefused from fault
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
    fit = [address for address in addresses if allows_private or _is_public(address)]
    if not fit or len(fit) != len(addresses):  # a name for both is a trick
        raise AddressRefused
    address = fit[0]
    literal = f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004 - IPv6
    return Target(
        url=urlunsplit((parts.scheme, f"{literal}:{port}", parts.path or "/", parts.query, "")),
        host=parts.netloc,
        name=name,
    )


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.hostname and port != 0 else None


def _literal(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    seen = address
    if isinstance(address, ipaddress.IPv6Address):
        seen = address.ipv4_mapped or address.sixtofour or address
        if address in NAT64:
            seen = ipaddress.IPv4Address(int(address) & IPV4_BITS)
    return seen.is_global and not seen.is_multicast and not seen.is_reserved
