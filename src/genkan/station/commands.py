"""`genkan station`: enrol a unit and run it."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Callable
from pathlib import Path

import click

from genkan.station.bootstrap import CannotStart, hold_folder, run_station
from genkan.station.link.enrolment import EnrolmentFailed, check_server_url
from genkan.station.link.enrolment import enrol as hand_key_in
from genkan.station.link.transport import tls_context
from genkan.station.logs import configure_logs
from genkan.station.settings import (
    Settings,
    SettingsInvalid,
    parse_address,
    read_planned_crash,
    read_settings,
)
from genkan.station.store.database import StoreUnusable, open_database
from genkan.station.store.identity import (
    Identity,
    adopt_key,
    find_identity,
    make_key,
    save_identity,
)

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
DATA_OPTION = click.option(
    "--data", type=FOLDER, help="Where the unit keeps its key, its journal and station.toml."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def station() -> None:
    """Enrol and run the program of a door station.

    Every option can also stand in station.toml of the data folder, or in the environment as
    GENKAN_STATION_… (--listen is GENKAN_STATION_LISTEN, kind of [relay] is GENKAN_STATION_RELAY_KIND).
    """


@station.command()
@click.option("--server", required=True, help="The server's address, such as https://genkan.example.org.")
@click.option("--code", required=True, help="The one-time code from the portal; it works for ten minutes.")
@DATA_OPTION
@click.option("--ca", type=FILE, help="Certificate of the server's own authority, when it has one (PEM).")
@click.option("--replace", is_flag=True, help="Give up the unit's present identity, with a new key.")
def enrol(*, server: str, code: str, data: Path | None, ca: Path | None, replace: bool) -> None:
    """Make this unit a station of a server.

    The key is made here and never leaves the unit; the server gets its public half.
    """
    settings = _settings({"data": data})
    try:
        server_url = check_server_url(server)
        ca_pem = None if ca is None else ca.read_text(encoding="ascii")
        tls = tls_context(ca_pem)
        with contextlib.ExitStack() as held:
            database = held.enter_context(contextlib.closing(open_database(settings.data)))
            present = find_identity(database)
            if present is not None:
                _check_replacing(present, is_wanted=replace)
                held.enter_context(hold_folder(settings.data))
            key = make_key(settings.data)
            identity = asyncio.run(
                hand_key_in(server_url=server_url, code=code, key=key, tls=tls, ca_pem=ca_pem)
            )
            adopt_key(settings.data)
            save_identity(database, identity)
    except (EnrolmentFailed, StoreUnusable, CannotStart) as error:
        raise click.ClickException(str(error)) from error
    except (ssl.SSLError, UnicodeError) as error:
        raise click.ClickException(f"{ca} holds no certificate in PEM form.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or settings.data}: {error.strerror}") from error
    click.echo(f"Enrolled at {server_url} as station {identity.station_id}.")
    click.echo("Start it with:  genkan station run" + ("" if data is None else f" --data {data}"))


@station.command()
@DATA_OPTION
@click.option("--listen", help="Where the panel's page is served; 127.0.0.1:8441 when not given.")
@click.option(
    "--relay", "relay_kind", type=click.Choice(["simulated", "gpio", "http"]), help="What drives the strikes."
)
@click.option("--pulse-log", type=FILE, help="With simulated relays: a file for each pulse's line of JSON.")
@click.option("--tls-cert", type=FILE, help="Certificate for the panel's page (PEM).")
@click.option("--tls-key", type=FILE, help="Its key (PEM).")
@click.option("--log-format", type=click.Choice(["console", "json"]), help="How to write the log.")
@click.option("--verbose", is_flag=True, help="Log also what is only of use when looking for a fault.")
def run(
    *,
    data: Path | None,
    listen: str | None,
    relay_kind: str | None,
    pulse_log: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    log_format: str | None,
    verbose: bool,
) -> None:
    """Run the unit: its link to the server, its relays and the panel's page."""
    relay = {"kind": relay_kind, "pulse_log": None if pulse_log is None else str(pulse_log)}
    given_relay = {name: value for name, value in relay.items() if value is not None}
    settings = _settings(
        {
            "data": data,
            "listen": listen,
            "tls_cert": tls_cert,
            "tls_key": tls_key,
            "log_format": log_format,
            "relay": given_relay or None,
        }
    )
    configure_logs(settings.log_format, level=logging.DEBUG if verbose else logging.INFO)
    try:
        asyncio.run(run_station(settings, pass_crash_point=read_planned_crash(), ready=_say_ready(settings)))
    except (CannotStart, StoreUnusable, SettingsInvalid) as error:
        raise click.ClickException(str(error)) from error


def _check_replacing(present: Identity, *, is_wanted: bool) -> None:
    if not is_wanted:
        raise EnrolmentFailed(
            f"This unit already is a station of {present.server_url}. To enrol it anew, add --replace; its "
            "present identity then works no more."
        )


def _say_ready(settings: Settings) -> Callable[[int], None]:
    host, _ = parse_address(settings.listen)
    scheme = "http" if settings.tls_cert is None else "https"
    shown = "localhost" if host in {"127.0.0.1", "::1"} else host
    return lambda port: click.echo(f"The panel's page:  {scheme}://{shown}:{port}/")


def _settings(options: dict[str, object]) -> Settings:
    try:
        return read_settings(options)
    except SettingsInvalid as error:
        raise click.ClickException(f"settings: {error}") from error
