"""A property with its panel and two phones of one home, each in a window of its own."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from e2e.harness.browsers import PANEL, PHONE, Window
from e2e.harness.pages import SOON_MS, PanelPage, PhonePage
from harness.house import House, Station, make_house
from harness.proxy import FaultProxy
from harness.waiting import wait_until

HOME = "101"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsers:
    """Two Chromium processes, because each process has one camera and one microphone."""

    visitor: Browser
    resident: Browser


@dataclass(slots=True, kw_only=True)
class Scene:
    """Everybody at the door and at home."""

    house: House
    station: Station
    phone_network: FaultProxy
    station_network: FaultProxy
    panel: PanelPage
    phones: tuple[PhonePage, PhonePage]

    @property
    def windows(self) -> list[Window]:
        return [self.panel.window, *(phone.window for phone in self.phones)]

    def ring(self) -> None:
        """Ring the home until both phones ring."""
        self.panel.ring(HOME)
        self.panel.expect_state("calling")
        for phone in self.phones:
            phone.expect_stage("incoming")

    def talk(self, *, answerer: int = 0) -> None:
        """Ring, and answer on one of the phones."""
        self.ring()
        self.phones[answerer].press("call-answer")
        self.phones[answerer].expect_stage("talking")
        self.panel.expect_state("talking")

    def settle(self, *, within_ms: int = SOON_MS) -> None:
        """Show that nothing is stuck: everybody is back where every call starts."""
        self.panel.settle(within_ms=within_ms)
        for phone in self.phones:
            phone.settle()
            phone.expect_linked_again(within_ms=within_ms)

    def mend(self) -> None:
        """Make whole again what a test broke."""
        self.phone_network.mend()
        self.station_network.mend()
        if not self.house.server.is_alive:
            self.house.start_server()
        if not self.station.program.is_alive:
            self.station.start()

    def expect_one_word(self, *, within_ms: int) -> None:
        """Wait until the visitor and the answerer both talk, or both know that it is over."""
        answerer = self.phones[0]

        def do_agree() -> bool:
            is_panel_talking = self.panel.state == "talking"
            is_phone_talking = answerer.stage == "talking" and answerer.is_linked
            return is_panel_talking == is_phone_talking and (is_panel_talking or answerer.stage != "talking")

        wait_until(do_agree, limit_s=within_ms / 1000, what="one word about the talk")

    def start_over(self) -> None:
        """After a failed test: make everything whole and load every page anew."""
        self.mend()
        for window in self.windows:
            window.page.reload()
            window.take_complaints()


@contextmanager
def open_scene(
    folder: Path,
    browsers: Browsers,
    *,
    settings: Mapping[str, str] | None = None,
    languages: tuple[str, str] = ("ja", "en"),
    relay_only: bool = False,
    has_second_node: bool = False,
    prepare: Callable[[Path], None] | None = None,
    unit: Mapping[str, str] | None = None,
) -> Iterator[Scene]:
    """Start server and station, open the panel, sign two residents of one home in.

    The first phone and the panel speak the first language, the second phone the second one.
    With a second node the second phone is at that one. `prepare` may write into the server's data
    folder before it starts; `unit` are settings of the station, as of its environment.
    """
    with ExitStack() as stack:
        house = make_house(folder, settings=settings)
        stack.callback(house.close)
        if prepare is not None:
            prepare(house.data_dir)
        house.server.start()
        panel_window, *phone_windows = _open_windows(stack, browsers, languages, relay_only=relay_only)
        house.wait_for_server()
        phone_network = stack.enter_context(FaultProxy(house.port))
        urls = [phone_network.url] * 2
        if has_second_node:
            urls[1] = f"http://localhost:{house.add_node()}"
        station_network = stack.enter_context(FaultProxy(house.port))
        phones = [
            PhonePage(window, f"{url}/app/", account=account, language=language)
            for window, url, account, language in zip(
                phone_windows, urls, house.list_household(HOME)[:2], languages, strict=True
            )
        ]
        station = _come_in(house, phones, server_url=station_network.url, unit=unit)
        panel = PanelPage(panel_window, station.panel_url, language=languages[0])
        panel.open()
        for phone in phones:
            phone.expect_linked()
            phone.window.take_complaints()  # a session that does not exist yet is asked for, and answered 401
        yield Scene(
            house=house,
            station=station,
            phone_network=phone_network,
            station_network=station_network,
            panel=panel,
            phones=(phones[0], phones[1]),
        )


def _open_windows(
    stack: ExitStack, browsers: Browsers, languages: tuple[str, str], *, relay_only: bool
) -> list[Window]:
    """Open the panel's window, and one for each phone; the stack closes them."""
    wanted = [(browsers.visitor, languages[0], PANEL)]
    wanted += [(browsers.resident, language, PHONE) for language in languages]
    return [
        stack.enter_context(closing(Window(browser, language=language, size=size, relay_only=relay_only)))
        for browser, language, size in wanted
    ]


def _come_in(
    house: House, phones: list[PhonePage], *, server_url: str, unit: Mapping[str, str] | None
) -> Station:
    """Sign the residents in, and put the unit up meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        putting_up = beside.submit(
            house.add_station, code=house.enrolment_codes[0], server_url=server_url, environment=unit
        )
        for phone in phones:
            phone.open()
            phone.sign_in()
            phone.expect_home()
        return putting_up.result()
