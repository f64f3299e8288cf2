"""Names of places as people type them."""

import pytest
from pydantic import TypeAdapter, ValidationError

from genkan.server.platform.text import Line, Name

NAMES = TypeAdapter(Name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  さくら　ハイツ ", "さくら ハイツ"),
        ("か\u3099く", "がく"),  # a letter and its mark become one
        ("𠮷野家コート", "𠮷野家コート"),
        ("👨\u200d👩\u200d👧荘", "👨\u200d👩\u200d👧荘"),
        ("=1+1", "=1+1"),
        ("<b>荘</b>", "<b>荘</b>"),
        ("برج", "برج"),
    ],
)
def test_a_name_is_kept_as_one_composed_line(typed: str, kept: str) -> None:
    assert NAMES.validate_python(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "  ", "a\0b", "a\nb", "a\r\nb", "a\u202eb", "a\u2028b", "a\ud800b", "長" * 121]
)
def test_what_no_keyboard_means_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(typed)


def test_a_line_may_be_empty() -> None:
    assert TypeAdapter(Line).validate_python(" ") == ""
