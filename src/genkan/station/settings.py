"""The installer's settings: one TOML file, then GENKAN_STATION_* of the environment, then the command line.

`relay_kind = "http"` in the environment is `GENKAN_STATION_RELAY_KIND=http`; lists are separated by commas.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from typing_extensions import override

from genkan.station.faults import PassBy, planned_crash

ENVIRONMENT_PREFIX = "GENKAN_STATION_"
FILE_NAME = "station.toml"
PORT_LIMIT = 65_535
RELAY_LIMIT = 3  # SPEC: a door station has 1 to 3 relays

LISTS = frozenset({"lines", "blocked_relays", "allowed_hosts"})

ValueT = TypeVar("ValueT")


class SettingsInvalid(Exception):
    """A setting is missing, unknown or does not fit; the text names it and what is wrong."""


class Secret:
    """A value that no log, error or repr shows."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    @override
    def __repr__(self) -> str:
        return "Secret(…)"


class RelaySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Which hardware drives the strikes; one class for each `kind`."""


class SimulatedRelays(RelaySettings, tag="simulated", frozen=True, kw_only=True):
    """No hardware. Each pulse is one line of JSON in a file, on a socket, both or neither."""

    pulse_log: str | None = None
    pulse_socket: str | None = None  # unix:/path or tcp:host:port


class GpioRelays(RelaySettings, tag="gpio", frozen=True, kw_only=True):
    """Lines of a GPIO chip; relay 1 is the first of `lines`."""

    lines: tuple[int, ...]
    chip: str = "/dev/gpiochip0"
    active_low: bool = False  # most relay boards for a Raspberry Pi close the relay on a low line


class HttpRelays(RelaySettings, tag="http", frozen=True, kw_only=True):
    """A relay in the network: `pulse_url` when it falls back by itself, else `on_url` and `off_url`.

    The addresses may hold {relay}, {index} (from 0), {release_ms} and {release_s}.
    """

    relays: int = 1  # how many the device has
    pulse_url: str | None = None
    on_url: str | None = None
    off_url: str | None = None
    method: str = "GET"
    username: str | None = None
    password: Secret | None = None

    def __post_init__(self) -> None:
        if (self.pulse_url is None) == (self.on_url is None) or (self.on_url is None) != (
            self.off_url is None
        ):
            raise ValueError("give either pulse_url, or on_url and off_url")
        if not 1 <= self.relays <= RELAY_LIMIT:
            raise ValueError(f"relays is a number from 1 to {RELAY_LIMIT}")
        for address in (self.pulse_url, self.on_url, self.off_url):
            if address is not None:
                fill_address(address, relay=1, release_ms=1_000)
        if self.method not in {"GET", "POST", "PUT"}:
            raise ValueError("method must be GET, POST or PUT")


class MonitorSettings(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"
):
    """Which hardware tells whether a door stands open; one class for each `kind`."""

    held_after_s: int = 60  # a door that stands open for longer is reported
    # False where a button inside opens the door without the unit: it cannot tell that from force.
    tells_forced: bool = True


class SimulatedMonitor(MonitorSettings, tag="simulated", frozen=True, kw_only=True):
    """No hardware: a file says which doors are open, such as `1,3`."""

    file: str
    relays: tuple[int, ...] = (1,)


class GpioMonitor(MonitorSettings, tag="gpio", frozen=True, kw_only=True):
    """Lines of a GPIO chip; the contact at the door of relay 1 is on the first of `lines`."""

    lines: tuple[int, ...]
    chip: str = "/dev/gpiochip0"
    open_is_high: bool = True  # a contact to ground that the closed door closes


class TamperSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Which hardware tells that the unit's housing is open; one class for each `kind`."""


class SimulatedTamper(TamperSettings, tag="simulated", frozen=True, kw_only=True):
    """No hardware: a file that holds `1` says that the housing is open."""

    file: str


class GpioTamper(TamperSettings, tag="gpio", frozen=True, kw_only=True):
    """A line of a GPIO chip: the contact behind the front plate."""

    line: int
    chip: str = "/dev/gpiochip0"
    open_is_high: bool = True  # a contact to ground that the closed housing closes


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the installer decides about one unit."""

    data: Path
    listen: str = "127.0.0.1:8441"  # where the panel's screen is served
    tls_cert: Path | None = None
    tls_key: Path | None = None
    allowed_hosts: tuple[str, ...] = ()  # names, besides addresses and localhost, the screen may be opened by
    blocked_relays: tuple[int, ...] = ()  # out of service: these doors stay shut whoever asks
    log_format: str = "console"  # console | json
    relay: SimulatedRelays | GpioRelays | HttpRelays = SimulatedRelays()
    monitor: SimulatedMonitor | GpioMonitor | None = None  # None: no door has a contact
    tamper: SimulatedTamper | GpioTamper | None = None  # None: the housing has no contact
    # The lamp behind the screen, a folder below /sys/class/backlight; None: the page darkens its picture.
    backlight: Path | None = None

    def __post_init__(self) -> None:
        try:
            parse_address(self.listen)
        except ValueError as error:
            raise ValueError(f"listen: {error}") from error
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError("tls_cert and tls_key belong together")
        if any(not 1 <= relay <= RELAY_LIMIT for relay in self.blocked_relays):
            raise ValueError(f"blocked_relays are numbers from 1 to {RELAY_LIMIT}")
        if self.monitor is not None and self.monitor.held_after_s < 1:
            raise ValueError("monitor.held_after_s is a number of seconds")
        if self.log_format not in {"console", "json"}:
            raise ValueError("log_format must be console or json")


def parse_address(text: str) -> tuple[str, int]:
    """Give host and port of `host:port` or `[v6]:port`. Raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or int(port) > PORT_LIMIT:
        raise ValueError(f"{text!r} is not host:port")
    return host.removeprefix("[").removesuffix("]"), int(port)


def fill_address(template: str, *, relay: int, release_ms: int) -> str:
    """Give the address for one relay and release time. Raises ValueError for an unknown place-holder."""
    try:
        return template.format(
            relay=relay, index=relay - 1, release_ms=release_ms, release_s=f"{release_ms / 1000:g}"
        )
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(f"{template!r} may hold only relay, index, release_ms and release_s") from error


def default_data_folder() -> Path:
    """Give where a unit keeps its key, its journal and its settings when nobody says otherwise."""
    if os.geteuid() == 0:
        return Path("/var/lib/genkan/station")
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")  # noqa: TID251 - this is the settings module
    return Path(home) / "genkan/station"


def read_settings(options: Mapping[str, object], *, environment: Mapping[str, str] | None = None) -> Settings:
    """Merge file, environment and command line. Raises SettingsInvalid.

    `options` are the command line's, by the names of the settings; None means not given.
    """
    surroundings = os.environ if environment is None else environment  # noqa: TID251 - this is the settings module
    given = {name: value for name, value in options.items() if value is not None}
    from_environment = _parse_environment(surroundings)
    data = Path(str(given.get("data") or from_environment.get("data") or default_data_folder()))
    merged = _read_file(data / FILE_NAME)
    _lay_over(merged, from_environment)
    _lay_over(merged, given)
    merged["data"] = data
    return _convert(merged)


def read_planned_crash() -> PassBy:
    """Give the crash a test asked for by GENKAN_FAULTS and GENKAN_CRASH_AT. Raises SettingsInvalid."""
    try:
        return planned_crash(dict(os.environ))  # noqa: TID251 - this is the settings module
    except ValueError as error:
        raise SettingsInvalid(f"GENKAN_CRASH_AT: {error}") from error


def _read_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsInvalid(f"{path}: {error}") from error


def _parse_environment(environment: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    tables: dict[str, dict[str, object]] = {"relay": {}, "monitor": {}, "tamper": {}}
    for key, text in environment.items():
        if not key.startswith(ENVIRONMENT_PREFIX):
            continue
        name = key.removeprefix(ENVIRONMENT_PREFIX).lower()
        target = values
        for table, content in tables.items():
            if name.startswith(f"{table}_"):
                target, name = content, name.removeprefix(f"{table}_")
        is_list = name in LISTS or (name == "relays" and target is tables["monitor"])
        target[name] = [part.strip() for part in text.split(",")] if is_list else text
    return values | {table: content for table, content in tables.items() if content}


def _lay_over(under: dict[str, object], over: Mapping[str, object]) -> None:
    """Put `over` on top; a table is merged, unless its kind changes."""
    for name, value in over.items():
        below = under.get(name)
        if isinstance(value, Mapping) and isinstance(below, dict):
            same_kind = "kind" not in value or value["kind"] == below.get("kind", "simulated")
            under[name] = {**below, **value} if same_kind else dict(value)
        else:
            under[name] = dict(value) if isinstance(value, Mapping) else value


def _convert(merged: dict[str, object]) -> Settings:
    relay = merged.get("relay")
    if isinstance(relay, dict):
        merged["relay"] = {"kind": "simulated", **relay}
    try:
        return msgspec.convert(merged, Settings, strict=False, dec_hook=_parse_own_type)
    except msgspec.ValidationError as error:
        raise SettingsInvalid(_in_words(str(error))) from error


def _parse_own_type(wanted: type[ValueT], value: object) -> object:
    if wanted is Path and isinstance(value, str | Path):
        return Path(value)
    if wanted is Secret and isinstance(value, str):
        return Secret(value)
    raise ValueError(f"expected a text, got {type(value).__name__}")


def _in_words(message: str) -> str:
    """Put the place before the fault: "Expected `int` - at `$.relay.x`" → "relay.x: expected int"."""
    fault, _, place = message.partition(" - at ")
    unknown = re.search(r"unknown field `(.+)`", fault)
    where = place.strip("`").removeprefix("$").removeprefix(".")
    if unknown:
        name = f"{where}.{unknown[1]}" if where else unknown[1]
        return f"{name}: there is no such setting"
    fault = fault.replace("`", "")
    return f"{where}: {fault[0].lower()}{fault[1:]}" if where else fault
