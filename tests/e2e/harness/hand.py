"""A hand that uses a window, and counts what it does and how long a person would take for it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# Slower than somebody who knows the pages: they are read, and the next button is looked for.
PRESS_S = 3.0
KEY_S = 0.3
FILE_S = 10.0  # to find a file on the computer


@dataclass(kw_only=True)
class Hand:
    """Whoever presses and types, in one window after the other."""

    presses: int = 0
    keys: int = 0
    files: int = 0
    waited_s: float = 0.0  # for the program, while nothing could be done

    @property
    def minutes(self) -> float:
        """How long a person takes for what was done so far, the waiting included."""
        by_hand_s = PRESS_S * self.presses + KEY_S * self.keys + FILE_S * self.files
        return (by_hand_s + self.waited_s) / 60

    def press(self, place: Locator) -> None:
        """Press it, as soon as it is there."""
        with self.waiting():
            place.click()
        self.presses += 1

    def type(self, place: Locator, text: str) -> None:
        """Press a field and type into it."""
        with self.waiting():
            place.fill(text)
        self.presses += 1
        self.keys += len(text)

    def choose_file(self, place: Locator, *, name: str, content: bytes) -> None:
        """Choose a file that lies on the computer."""
        place.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
        self.presses += 1
        self.files += 1

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait for the program while the block runs."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.waited_s += time.monotonic() - began


@dataclass(frozen=True)
class Desk:
    """A window, and the hand that is on its buttons."""

    page: Page
    hand: Hand

    def press(self, test_id: str) -> None:
        self.hand.press(self.page.get_by_test_id(test_id))

    def type(self, test_id: str, text: str) -> None:
        self.hand.type(self.page.get_by_test_id(test_id), text)
