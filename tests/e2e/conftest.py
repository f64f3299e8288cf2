"""Real browsers before real programs. Whatever a page's console complains about fails the test."""

from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from e2e.harness.browsers import launch
from e2e.harness.scene import Browsers, Scene
from e2e.harness.senses import RESIDENT_HZ, VISITOR_HZ, write_camera, write_voice
from e2e.harness.witness import attach_pages, call_witnesses
from harness.program import attach_logs

PASSED = pytest.StashKey[bool]()

# A worker takes one file after the other: the long ones first, so that none is left alone at the end.
LONGEST_FIRST = ("faults", "accessibility", "keys", "devices", "entrance", "closed_phones", "calls")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path.stem.removeprefix("test_"), len(ranks)))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browsers(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsers]:
    """A visitor's browser with a camera and a voice, and the residents' browser with another voice."""
    folder = tmp_path_factory.mktemp("senses")
    visitor = launch(
        playwright,
        camera=write_camera(folder / "visitor.mjpeg"),
        voice=write_voice(folder / "visitor.wav", VISITOR_HZ),
    )
    resident = launch(playwright, camera=None, voice=write_voice(folder / "resident.wav", RESIDENT_HZ))
    yield Browsers(visitor=visitor, resident=resident)
    resident.close()
    visitor.close()


@pytest.fixture
def calm(request: pytest.FixtureRequest) -> Iterator[None]:
    """After the test nobody is stuck in anything and no console has complained; else all starts over."""
    scene: Scene = request.getfixturevalue("scene")
    yield
    if not request.node.stash.get(PASSED, False):
        scene.start_over()
        return
    try:
        scene.settle()
        complaints = [text for window in scene.windows for text in window.take_complaints()]
    except BaseException:
        call_witnesses()
        scene.start_over()
        raise
    assert not complaints, "\n".join(complaints)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    attach_logs(report)
    attach_pages(report)
    return report
