"""`genkan demo`: sets the sample property up once, starts the programs, tells how to try them."""

import asyncio
import contextlib
import http.server
import io
import shutil
import signal
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import msgspec
from typing_extensions import override

from genkan.simulator.demo.certificates import LanCertificates, find_lan_address, make_certificates
from genkan.simulator.demo.programs import DemoFailed, Programs
from genkan.simulator.demo.summary import Account, Addresses, describe, write_demo_file


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlan:
    """What was asked for on the command line."""

    folder: Path
    demo_file: Path
    port: int = 8440
    panel_port: int = 8441
    certificate_port: int = 8442
    reset: bool = False
    lan: bool = False


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """What `genkan admin create-sample` prints, kept so that a second run can show it again."""

    accounts: list[Account]
    enrolment_code: str


async def run_demo(plan: DemoPlan) -> None:
    """Run until Ctrl-C. Raises DemoFailed."""
    began = time.monotonic()
    if plan.reset:
        shutil.rmtree(plan.folder, ignore_errors=True)
    plan.folder.mkdir(parents=True, exist_ok=True)
    _check_port(plan.port, "--port")
    _check_port(plan.panel_port, "--panel-port")
    lan_address = find_lan_address() if plan.lan else None
    if plan.lan and lan_address is None:
        raise DemoFailed("This machine is in no network, so no phone can reach it. Leave LAN=1 away.")
    stop = _stop_on_signals()
    programs = Programs(plan.folder)
    try:
        certificates = _make_certificates(plan, lan_address)
        addresses = _addresses(plan, lan_address)
        # Two cores: the sample is made while the server loads.
        sample, _ = await asyncio.gather(
            _set_up_sample(plan, programs), _start_server(plan, programs, certificates)
        )
        await _start_station(plan, programs, certificates, sample)
        write_demo_file(plan.demo_file, addresses, sample.accounts)
        with _serve_authority(plan, certificates):
            qr = None if lan_address is None else _draw_qr(addresses.resident)
            click.echo(describe(addresses, sample.accounts, seconds=time.monotonic() - began, qr=qr))
            await _wait(stop, programs)
    finally:
        await programs.stop()


async def _set_up_sample(plan: DemoPlan, programs: Programs) -> Sample:
    kept = plan.folder / "sample.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Sample)
    click.echo("さくらハイツを用意しています… Setting up the sample property …")
    output = await programs.run("admin", "create-sample", "--json", environment=_server_environment(plan))
    sample = msgspec.json.decode(output, type=Sample)
    kept.touch(mode=0o600)
    kept.write_bytes(output)
    return sample


async def _start_server(plan: DemoPlan, programs: Programs, certificates: LanCertificates | None) -> None:
    environment = _server_environment(plan)
    tls = None
    if certificates is not None:
        environment |= {
            "GENKAN_LISTEN_HOST": "0.0.0.0",  # noqa: S104 - LAN=1 asks for it
            "GENKAN_LISTEN_TLS_CERT": str(certificates.certificate),
            "GENKAN_LISTEN_TLS_KEY": str(certificates.key),
        }
        tls = ssl.create_default_context(cafile=str(certificates.authority))
    await programs.start("server", "serve", environment=environment)
    await programs.wait_until_healthy("server", "localhost", plan.port, tls)


async def _start_station(
    plan: DemoPlan, programs: Programs, certificates: LanCertificates | None, sample: Sample
) -> None:
    folder = plan.folder / "station"
    if not (plan.folder / "enrolled").exists():
        scheme = "http" if certificates is None else "https"
        authority = [] if certificates is None else ["--ca", str(certificates.authority)]
        await programs.run(
            "station", "enrol",
            "--server", f"{scheme}://localhost:{plan.port}",
            "--code", sample.enrolment_code,
            "--data", str(folder),
            *authority,
            environment={},
        )  # fmt: skip
        (plan.folder / "enrolled").touch()
    await programs.start(
        "station", "station", "run",
        "--data", str(folder),
        "--listen", f"127.0.0.1:{plan.panel_port}",
        environment={"GENKAN_STATION_RELAY_PULSE_LOG": str(plan.folder / "pulses.jsonl")},
    )  # fmt: skip
    await programs.wait_until_healthy("station", "127.0.0.1", plan.panel_port, None)


async def _wait(stop: asyncio.Event, programs: Programs) -> None:
    stopping = asyncio.create_task(stop.wait())
    ending = asyncio.create_task(programs.wait_for_an_end())
    await asyncio.wait({stopping, ending}, return_when=asyncio.FIRST_COMPLETED)
    if not stop.is_set():
        name = ending.result()
        raise DemoFailed(f"The {name} has ended by itself. Its log: {programs.log_path(name)}")
    ending.cancel()
    click.echo("\n終了します… Stopping …")


def _server_environment(plan: DemoPlan) -> dict[str, str]:
    return {
        "GENKAN_DATA_DIR": str(plan.folder / "server"),
        "GENKAN_LISTEN_PORT": str(plan.port),
        "GENKAN_DEMO": "true",
    }


def _addresses(plan: DemoPlan, lan_address: str | None) -> Addresses:
    server = f"http://localhost:{plan.port}" if lan_address is None else f"https://{lan_address}:{plan.port}"
    return Addresses(
        server=server,
        resident=f"{server}/app/",
        portal=f"{server}/portal/",
        panel=f"http://localhost:{plan.panel_port}/",
        authority=None
        if lan_address is None
        else f"http://{lan_address}:{plan.certificate_port}/genkan-ca.crt",
    )


def _make_certificates(plan: DemoPlan, lan_address: str | None) -> LanCertificates | None:
    if lan_address is None:
        return None
    names = ["localhost", "127.0.0.1", lan_address, f"{socket.gethostname()}.local"]
    return make_certificates(plan.folder / "ca", names)


@contextlib.contextmanager
def _serve_authority(plan: DemoPlan, certificates: LanCertificates | None) -> Iterator[None]:
    """Offer the authority's certificate, and nothing else, to phones that do not trust us yet."""
    if certificates is None:
        yield
        return
    handler = partial(_AuthorityHandler, certificates.authority.read_bytes())
    server = http.server.ThreadingHTTPServer(("0.0.0.0", plan.certificate_port), handler)  # noqa: S104 - for the LAN
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class _AuthorityHandler(http.server.BaseHTTPRequestHandler):
    def __init__(
        self,
        certificate: bytes,
        request: socket.socket,
        client_address: tuple[str, int],
        server: socketserver.BaseServer,
    ) -> None:
        self._certificate = certificate
        super().__init__(request, client_address, server)

    def do_GET(self) -> None:
        """Give the certificate, whatever the path."""
        self.send_response(200)
        self.send_header("Content-Type", "application/x-x509-ca-cert")
        self.send_header("Content-Length", str(len(self._certificate)))
        self.end_headers()
        self.wfile.write(self._certificate)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the summary."""


def _draw_qr(text: str) -> str:
    import segno  # noqa: PLC0415 - only LAN=1 draws one

    drawing = io.StringIO()
    segno.make(text, error="m").terminal(out=drawing, compact=True)
    return drawing.getvalue()


def _check_port(port: int, option: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise DemoFailed(
                f"Port {port} is taken, perhaps by a demo that is still running. "
                f"Stop that, or choose another with `genkan demo {option} {port + 100}`."
            ) from None


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
