"""What the pages showed, and what had gone wrong in them, when a test failed."""

import sys
from typing import ClassVar

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from playwright.sync_api import Error as PlaywrightError

TEXT_LIMIT = 1_500
FAULTS_LIMIT = 30
FAULT_LIMIT = 300
ANSWER_LIMIT_MS = 2_000  # a page that is stuck does not hold up the report


class Witness:
    """Watches every page of one window; costs nothing as long as nothing goes wrong there."""

    watching: ClassVar[list["Witness"]] = []
    heard: ClassVar[dict["Witness", list[tuple[str, str]]]] = {}  # until the test's report is made

    def __init__(self, context: BrowserContext) -> None:
        self._faults: dict[Page, list[str]] = {}
        context.on("page", self._watch)
        context.on("close", lambda _: Witness.watching.remove(self))
        Witness.watching.append(self)

    def speak_if_failed(self) -> None:
        """Say what the pages show if an exception is the reason that they are closed now."""
        if sys.exception() is not None:
            self.speak()

    def speak(self) -> None:
        """Say what each open page shows, as a title and a text; once for each test."""
        if self in Witness.heard:
            return
        Witness.heard[self] = [
            (f"page {page.url}", "\n".join([*faults[-FAULTS_LIMIT:], "shows:", _read(page)]))
            for page, faults in self._faults.items()
            if not page.is_closed()
        ]

    def _watch(self, page: Page) -> None:
        faults = self._faults[page] = []

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error":
                address = message.location.get("url", "")
                faults.append(f"console: {message.text} ({address})"[:FAULT_LIMIT])

        def miss(request: Request) -> None:
            faults.append(f"failed: {request.method} {request.url}: {request.failure}"[:FAULT_LIMIT])

        page.on("console", hear)
        page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"[:FAULT_LIMIT]))
        page.on("requestfailed", miss)


def call_witnesses() -> None:
    """Let every window speak that is open now; those that were closed have spoken before."""
    for witness in Witness.watching:
        witness.speak()


def attach_pages(report: pytest.TestReport) -> None:
    """Put what the pages showed into the report of a failed test."""
    if report.failed:
        call_witnesses()
        for said in Witness.heard.values():
            report.sections += said
    Witness.heard.clear()


def _read(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=ANSWER_LIMIT_MS)[:TEXT_LIMIT]
    except PlaywrightError as fault:
        return f"(nothing: {fault.message[:FAULT_LIMIT]})"
