"""docs/promises.md claims nothing that no test shows."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/promises.md"
WHERE = re.compile(r"\[(\w+)\]\(\.\./(tests/promises/[^)]+)\) \|$", re.MULTILINE)


def test_every_promise_on_the_page_has_the_test_that_shows_it() -> None:
    text = PAGE.read_text("utf-8")
    shown = WHERE.findall(text)
    assert shown
    assert len(shown) == len(re.findall(r"^\| [A-Z]\d", text, re.MULTILINE))
    for name, path in shown:
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), f"{path}::{name} is gone"
