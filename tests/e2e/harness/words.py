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
    """Give the area's words, with those that its app loads later: `resident_pages` belongs to `resident`."""
    content: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob(f"{area}*.json")):
        if path.stem == area or path.stem.startswith(f"{area}_"):
            content |= json.loads(path.read_text("utf-8"))
    return content
