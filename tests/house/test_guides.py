"""The guides for installers and managers: they name what the screens show, the same in both languages."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs/guide"
LOCALES = ROOT / "locales"
NAMES = ("installer", "manager")
LANGUAGES = ("ja", "en")

QUOTED = {"ja": re.compile(r"「([^」]+)」"), "en": re.compile(r"\*\*([^*]+)\*\*")}
BLANK = re.compile(r"{{[^}]*}}")
VARIANT = re.compile(r"_(one|other)$|\.(ja|en)$")  # plurals, and what is offered in the reader's language
PICTURE = re.compile(r'<img src="([^"]+)"')


def read_guide(name: str, language: str) -> str:
    ending = ".ja.md" if language == "ja" else ".md"
    return (GUIDES / f"{name}{ending}").read_text("utf-8")


def list_names(name: str, language: str) -> list[str]:
    """Give the words that are quoted as a screen's, in their order; what a screen fills in is 「…」."""
    return [" ".join(quoted.split()) for quoted in QUOTED[language].findall(read_guide(name, language))]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read_places(language: str) -> dict[str, set[str]]:
    """Give the words of every screen and mail, and under which keys they stand."""
    places: dict[str, set[str]] = {}
    for path in (LOCALES / language).glob("*.json"):
        for key, words in json.loads(path.read_text("utf-8")).items():
            shown = BLANK.sub("…", words)
            places.setdefault(shown, set()).add(f"{path.stem}:{VARIANT.sub('', key)}")
    return places


@pytest.mark.parametrize("name", NAMES)
def test_guides_name_what_the_screens_show(name: str, language: str) -> None:
    """A button that was renamed is renamed in the guides, too: letter by letter."""
    quoted, shown = list_names(name, language), read_places(language)
    assert quoted
    assert not {each for each in quoted if each not in shown}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_name_the_same_buttons(name: str) -> None:
    """Whatever one guide tells its reader to press, the other tells, too."""
    keys = {}
    for language in LANGUAGES:
        places = read_places(language)
        keys[language] = {each: places[each] for each in list_names(name, language)}
    for one, other in (("ja", "en"), ("en", "ja")):
        told = set().union(*keys[other].values())
        assert not {each for each, places in keys[one].items() if not places & told}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_tasks_and_pictures(name: str) -> None:
    def outline(language: str) -> tuple[list[int], list[str], int]:
        text = read_guide(name, language)
        pictures = [picture.replace(f"-{language}.", "-xx.") for picture in PICTURE.findall(text)]
        headings = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
        return headings, pictures, len(re.findall(r"^\|", text, re.MULTILINE))

    assert outline("ja") == outline("en")
