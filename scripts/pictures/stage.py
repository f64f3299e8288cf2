"""The running product and its windows: a panel, a phone of the home in each language, the portal's people."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect
from scripts.pictures.album import LANGUAGES
from scripts.pictures.visitor import write_visitor

from e2e.harness.browsers import DESKTOP, PHONE, Window, launch
from e2e.harness.pages import SOON_MS, PhonePage, PortalPage
from e2e.harness.scene import Browsers, Scene, open_scene
from e2e.harness.senses import RESIDENT_HZ, VISITOR_HZ, write_voice
from genkan.server.bootstrap.sample import WEST_STATION
from harness.house import Station

RING_S = 100  # a ring lasts until its pictures are taken: three windows with moving pictures are slow
TALK_S = 600

# Screens that go by themselves after a few seconds stay while they pose, and go as soon as they may.
POSE = """
const setSoon = window.setTimeout;
const clearSoon = window.clearTimeout;
const postponed = new Map();
window.setTimeout = (task, delay = 0, ...rest) => {
  if (delay < 1800 || delay > 5000) return setSoon(task, delay, ...rest);
  const run = () => {
    if (window.isPosing) postponed.set(id, setSoon(run, 100));
    else {
      postponed.delete(id);
      task(...rest);
    }
  };
  const id = setSoon(run, delay);
  return id;
};
window.clearTimeout = (id) => {
  clearSoon(id);
  clearSoon(postponed.get(id));
  postponed.delete(id);
};
"""


@dataclass(slots=True, kw_only=True)
class Stage:
    """Everybody and everything that is photographed."""

    scene: Scene
    west: Station  # in the other building
    phones: dict[str, PhonePage]
    installers: dict[str, PortalPage]
    resident_browser: Browser

    @property
    def panel_page(self) -> Page:
        return self.scene.panel.page

    @contextmanager
    def new_window(self, language: str, size: dict[str, int]) -> Iterator[Window]:
        """Open a window in which nobody is signed in."""
        window = Window(self.resident_browser, language=language, size=size)
        yield window
        window.close()

    def speak(self, language: str) -> None:
        """Let the panel speak the language; every visit begins in Japanese."""
        page = self.panel_page
        if page.locator("html").get_attribute("lang") != language:
            page.get_by_test_id("panel-language").click()
        expect(page.locator("html")).to_have_attribute("lang", language)

    @contextmanager
    def posing(self) -> Iterator[None]:
        """Let screens that go by themselves wait for their pictures; then everybody goes home."""
        for window in self.scene.windows:
            window.page.evaluate("window.isPosing = true")
        yield
        for window in self.scene.windows:
            window.page.evaluate("window.isPosing = false")
        self.scene.settle()


@contextmanager
def open_stage(playwright: Playwright, folder: Path) -> Iterator[Stage]:
    """Start everything in the folder, and end it again."""
    with ExitStack() as stack:
        visitor = launch(
            playwright,
            camera=write_visitor(folder / "visitor.mjpeg"),
            voice=write_voice(folder / "visitor.wav", VISITOR_HZ),
        )
        stack.callback(visitor.close)
        resident = launch(playwright, camera=None, voice=write_voice(folder / "resident.wav", RESIDENT_HZ))
        stack.callback(resident.close)
        scene = stack.enter_context(
            open_scene(
                folder,
                Browsers(visitor=visitor, resident=resident),
                settings={"GENKAN_CALLS_RING_S": str(RING_S), "GENKAN_CALLS_TALK_S": str(TALK_S)},
            )
        )
        for window in scene.windows:
            window.context.add_init_script(POSE)
            window.page.reload()
        for phone in scene.phones:  # not the panel: what is granted by name denies the rest, its camera too
            phone.window.context.grant_permissions(["microphone"])
            phone.expect_linked()
        west = scene.house.add_station(code=scene.house.request_code(WEST_STATION))
        yield Stage(
            scene=scene,
            west=west,
            phones=dict(zip(LANGUAGES, scene.phones, strict=True)),
            installers={
                language: _sign_installer_in(stack, scene, resident, language) for language in LANGUAGES
            },
            resident_browser=resident,
        )


def _sign_installer_in(stack: ExitStack, scene: Scene, browser: Browser, language: str) -> PortalPage:
    window = Window(browser, language=language, size=DESKTOP)
    stack.callback(window.close)
    account = scene.house.find_account("installer")
    # Through the phones' network: cutting that shows what the portal says without a server.
    portal = PortalPage(window, f"{scene.phone_network.url}/portal/", account=account, language=language)
    portal.open()
    portal.sign_in()
    portal.expect_station(WEST_STATION, "online", within_ms=2 * SOON_MS)
    return portal


def wait_for_picture(page: Page) -> None:
    """Wait until the visitor is seen, and look once more: the first frames are coarse."""
    page.wait_for_function(
        "() => { const video = document.querySelector('video');"
        " return video !== null && video.videoWidth > 0 && video.currentTime > 1.5 }",
        timeout=2 * SOON_MS,
    )


__all__ = ["DESKTOP", "PHONE", "Stage", "open_stage", "wait_for_picture"]
