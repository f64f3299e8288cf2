"""Puts the unit together, runs it, and takes it apart in the right order."""

import asyncio
import fcntl
import gc
import os
import signal
import sqlite3
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import assert_never

import aiohttp
import structlog

from genkan import __version__
from genkan.station.clock import ServerClock
from genkan.station.controller.controller import StationController
from genkan.station.controller.door_watch import DoorRules
from genkan.station.controller.standing import Standing
from genkan.station.faults import PassBy
from genkan.station.hardware.backlight import Backlight, NoBacklight, SysfsBacklight
from genkan.station.hardware.gpio import GpioRelayBoard
from genkan.station.hardware.http import HttpRelayBoard
from genkan.station.hardware.monitor import (
    DoorMonitor,
    GpioDoorMonitor,
    Housing,
    NoMonitor,
    SimulatedDoorMonitor,
    make_housing,
)
from genkan.station.hardware.relay import Relays
from genkan.station.hardware.simulated import SimulatedRelayBoard
from genkan.station.kiosk.pages import Pages, panel_folder
from genkan.station.kiosk.server import Kiosk
from genkan.station.link.connection import Connection
from genkan.station.link.reconnect import Reconnect
from genkan.station.link.transport import open_websocket
from genkan.station.readers.qr_camera import QrCamera
from genkan.station.settings import (
    GpioMonitor,
    GpioRelays,
    HttpRelays,
    Settings,
    SimulatedMonitor,
    SimulatedRelays,
    parse_address,
)
from genkan.station.store.config import find_config, save_config
from genkan.station.store.database import keep_others_out, open_database
from genkan.station.store.identity import (
    Identity,
    find_identity,
    is_revoked,
    keep_revoked,
    load_key,
)
from genkan.station.store.sealed_rights import SealedRights
from genkan.station.store.sqlite_journal import SqliteJournal

log = structlog.get_logger(__name__)

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOCK_FILE_NAME = "station.lock"
LOOK_FOR_ENROLMENT_EVERY_S = 1.0  # an installer at the unit waits for the screen to change


class CannotStart(Exception):
    """The unit cannot run as it is; the text says why and what to do."""


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Be the only program of this unit. Raises CannotStart when another one runs: two would open twice."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK_FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(f"Another station program already runs with {folder}. Stop it first.") from None
        yield
    finally:
        os.close(descriptor)


def make_relays(settings: Settings) -> Relays:
    """Give the hardware the installer chose."""
    match settings.relay:
        case SimulatedRelays():
            return SimulatedRelayBoard(settings.relay)
        case GpioRelays():
            return GpioRelayBoard(settings.relay)
        case HttpRelays():
            return HttpRelayBoard(settings.relay)
        case _:
            assert_never(settings.relay)


def make_monitor(settings: Settings) -> DoorMonitor:
    """Give the contacts the installer chose."""
    match settings.monitor:
        case None:
            return NoMonitor()
        case SimulatedMonitor():
            return SimulatedDoorMonitor(settings.monitor)
        case GpioMonitor():
            return GpioDoorMonitor(settings.monitor)
        case _:
            assert_never(settings.monitor)


async def run_station(
    settings: Settings, *, pass_crash_point: PassBy, ready: Callable[[int], None] | None = None
) -> None:
    """Run the unit until SIGTERM or SIGINT. Raises CannotStart, StoreUnusable.

    `ready` is called with the port of the panel's page once it is served.
    """
    async with AsyncExitStack() as parts:
        stop = parts.enter_context(_heard_signals())
        parts.enter_context(hold_folder(settings.data))
        database = parts.enter_context(_opened_database(settings.data))
        journal = SqliteJournal(database)
        parts.callback(journal.close)
        if journal.left_unknown:
            log.warning("station.journal.outcome_unknown", entries=journal.left_unknown)
        relays = await parts.enter_async_context(_started_relays(settings))
        door_rules = parts.enter_context(_started_monitor(settings))
        housing = parts.enter_context(_started_housing(settings))
        clock = ServerClock()
        rights = parts.enter_context(_opened_rights(settings.data, is_wiped=is_revoked(database)))
        controller = StationController(
            journal=journal,
            relays=relays,
            clock=clock,
            keep_config=lambda config: save_config(database, config),
            config=find_config(database),
            rights=rights,
            standing=_find_standing(database),
            blocked_relays=settings.blocked_relays,
            door_rules=door_rules,
            housing=housing,
            backlight=_start_backlight(settings),
            pass_crash_point=pass_crash_point,
        )
        parts.push_async_callback(controller.close)
        camera = QrCamera()
        parts.callback(camera.close)
        kiosk = Kiosk(
            unit=controller,
            camera=camera,
            clock=clock,
            pages=Pages(panel_folder()),
            allowed_hosts=settings.allowed_hosts,
        )
        parts.push_async_callback(kiosk.close)
        port = await _listen(kiosk, settings)
        log.info("station.started", version=__version__, listen=settings.listen, port=port)
        gc.collect()
        gc.freeze()  # what stands now is not garbage: no release shall wait while it is looked through
        if ready is not None:
            ready(port)
        await _until(stop, _work(settings.data, database, controller, clock))
        log.info("station.stopping")
    log.info("station.stopped")


@contextmanager
def _heard_signals() -> Iterator[asyncio.Event]:
    """Give an event that is set when somebody wants the program to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)


async def _until(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Run the work until `stop` is set; a fault of the work ends the program."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    done, _ = await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopping):
        task.cancel()
    await asyncio.gather(working, stopping, return_exceptions=True)
    if working in done:
        working.result()


async def _work(
    folder: Path, database: sqlite3.Connection, controller: StationController, clock: ServerClock
) -> None:
    """Watch the doors and keep the link until cancelled."""
    async with asyncio.TaskGroup() as parts:
        parts.create_task(controller.watch_contacts())
        parts.create_task(_keep_link(folder, database, controller, clock))


async def _keep_link(
    folder: Path, database: sqlite3.Connection, controller: StationController, clock: ServerClock
) -> None:
    identity = await _wait_for_enrolment(database)
    keep_others_out(database)  # until then whoever enrols the unit writes to it, too
    controller.become_enrolled()
    key = load_key(folder)
    async with aiohttp.ClientSession() as http:

        async def connect(opened: Callable[[], None]) -> None:
            async with open_websocket(http, identity.server_url, ca_pem=identity.ca_pem) as transport:
                connection = Connection(
                    transport=transport,
                    identity=identity,
                    key=key,
                    unit=controller,
                    clock=clock,
                    opened=opened,
                )
                await connection.run()

        await Reconnect(connect).run()


async def _wait_for_enrolment(database: sqlite3.Connection) -> Identity:
    """Give the identity, waiting for `genkan station enrol` in another process when there is none."""
    identity = find_identity(database)
    if identity is None:
        log.warning("station.not_enrolled", next_step="genkan station enrol --server URL --code CODE")
    while identity is None:
        await asyncio.sleep(LOOK_FOR_ENROLMENT_EVERY_S)
        identity = find_identity(database)
    return identity


async def _listen(kiosk: Kiosk, settings: Settings) -> int:
    host, port = parse_address(settings.listen)
    tls: ssl.SSLContext | None = None
    if settings.tls_cert is not None and settings.tls_key is not None:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        try:
            tls.load_cert_chain(settings.tls_cert, settings.tls_key)
        except (OSError, ssl.SSLError) as error:
            raise CannotStart(f"tls_cert and tls_key cannot be used: {error}") from error
    try:
        return await kiosk.start(host, port, tls=tls)
    except OSError as error:
        raise CannotStart(f"cannot listen on {settings.listen}: {error.strerror or error}") from error


@contextmanager
def _opened_database(folder: Path) -> Iterator[sqlite3.Connection]:
    database = open_database(folder)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _opened_rights(folder: Path, *, is_wiped: bool) -> Iterator[SealedRights]:
    """Open the rights, wiped of a unit that is a station no more: it may have died before it had."""
    rights = SealedRights(folder)
    try:
        if is_wiped:
            rights.forget_all()
        yield rights
    finally:
        rights.close()


def _find_standing(database: sqlite3.Connection) -> Standing:
    return Standing(
        is_enrolled=find_identity(database) is not None,
        is_revoked=is_revoked(database),
        keep_revoked=lambda revoked: keep_revoked(database, revoked),
    )


@contextmanager
def _started_monitor(settings: Settings) -> Iterator[DoorRules]:
    monitor, decided = make_monitor(settings), settings.monitor
    try:
        monitor.start()
    except (OSError, ImportError, ValueError) as error:
        raise CannotStart(f"the door monitors cannot be used: {error}") from error
    try:
        yield (
            DoorRules(monitor=monitor)
            if decided is None
            else DoorRules(
                monitor=monitor, held_after_s=decided.held_after_s, tells_forced=decided.tells_forced
            )
        )
    finally:
        monitor.close()


@contextmanager
def _started_housing(settings: Settings) -> Iterator[Housing]:
    housing = make_housing(settings.tamper)
    try:
        housing.start()
    except (OSError, ImportError, ValueError) as error:
        raise CannotStart(f"the housing's contact cannot be used: {error}") from error
    try:
        yield housing
    finally:
        housing.close()


def _start_backlight(settings: Settings) -> Backlight:
    if settings.backlight is None:
        return NoBacklight()
    try:
        return SysfsBacklight(settings.backlight)
    except (OSError, ValueError) as error:
        raise CannotStart(f"the backlight {settings.backlight} cannot be used: {error}") from error


@asynccontextmanager
async def _started_relays(settings: Settings) -> AsyncIterator[Relays]:
    relays = make_relays(settings)
    try:
        await relays.start()
    except (OSError, ImportError, ValueError) as error:
        raise CannotStart(f"the relays cannot be used: {error}") from error
    try:
        yield relays
    finally:
        await relays.close()
