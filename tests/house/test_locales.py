"""One source of words: whatever one language can say, the other can say too."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("ja", "en")
AREAS = sorted({path.name for path in LOCALES.glob("*/*.json")})

PLURAL = re.compile(
    r"_(zero|one|two|few|many|other)$"
)  # i18next; Japanese needs only _other, English also _one
PLACEHOLDER = re.compile(r"{{\s*([^}\s,]+)[^}]*}}")


def read_words(language: str, area: str) -> dict[str, str]:
    return dict(_flatten(json.loads((LOCALES / language / area).read_text("utf-8"))))


def _flatten(tree: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        match value:
            case str():
                yield prefix + key, value
            case dict():
                yield from _flatten(value, f"{prefix}{key}.")
            case _:
                pytest.fail(f"{prefix}{key} is neither words nor a group of them")


def test_both_languages_have_the_same_areas() -> None:
    assert AREAS
    for language in LANGUAGES:
        assert sorted(path.name for path in (LOCALES / language).iterdir()) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things(area: str) -> None:
    ja, en = ({PLURAL.sub("", key) for key in read_words(language, area)} for language in LANGUAGES)
    assert ja == en


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_fill_in_the_same_blanks(area: str) -> None:
    def blanks(language: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, words in read_words(language, area).items():
            found.setdefault(PLURAL.sub("", key), set()).update(PLACEHOLDER.findall(words))
        return found

    assert blanks("ja") == blanks("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", AREAS)
def test_no_words_are_empty_or_unfinished(language: str, area: str) -> None:
    unfit = {
        key: words
        for key, words in read_words(language, area).items()
        if not words.strip() or words != words.strip() or re.search(r"\b(TODO|FIXME|TBD)\b", words)
    }
    assert not unfit


@pytest.mark.parametrize("area", AREAS)
def test_a_key_is_written_once(area: str) -> None:
    def refuse_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        doubles = {key for key in keys if keys.count(key) > 1}
        assert not doubles, f"written twice: {doubles}"
        return dict(pairs)

    for language in LANGUAGES:
        json.loads((LOCALES / language / area).read_text("utf-8"), object_pairs_hook=refuse_doubles)


@pytest.mark.parametrize("area", AREAS)
def test_english_words_are_english(area: str) -> None:
    """A Japanese sentence left in the English file would pass every other check."""
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    left_over = {
        key: words
        for key, words in read_words("en", area).items()
        if japanese.search(words) and not key.endswith("language.ja")  # a language names itself
    }
    assert not left_over


@pytest.mark.parametrize(("language", "quoted"), [("ja", r"「(.+?)」"), ("en", "“(.+?)”")])
def test_the_manual_names_what_the_screens_show(language: str, quoted: str) -> None:
    """A button that was renamed is renamed in the residents' manual, too."""
    shown = [
        words for area in AREAS if area != "manual.json" for words in read_words(language, area).values()
    ]
    named = {
        name for words in read_words(language, "manual.json").values() for name in re.findall(quoted, words)
    }
    assert named
    assert not {name for name in named if not any(name in words for words in shown)}
