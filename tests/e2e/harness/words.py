"""The words people read, from the one source that the product reads them from."""

import json
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parents[3] / "locales"


def say(area: str, key: str, language: str, **values: object) -> str:
    """Give a sentence as a screen in that language shows it."""
    text = _read(language, area)[key]
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", str(value))
    return text


@cache
def _read(language: str, area: str) -> dict[str, str]:
    content: dict[str, str] = json.loads((LOCALES / language / f"{area}.json").read_text("utf-8"))
    return content
