"""The printed manual: everything the app's page says, and the property's own contact at the end."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from genkan.server.households.manual import Manual
from genkan.server.households.manual_pdf import draw_manual, list_sections, read_words

LANGUAGES = ("ja", "en")


def read_text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def count_pictures(pdf: bytes) -> int:
    kinds = [thing.type for page in pypdfium2.PdfDocument(pdf) for thing in page.get_objects()]
    return kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)


def manual_of(language: str, *, phone: str = "03-1234-5678", hours: str = "9:00-18:00") -> Manual:
    return Manual(language=language, property_name="さくらハイツ", support_phone=phone, support_hours=hours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_all_that_the_app_says(language: str, tmp_path: Path) -> None:
    text = read_text(draw_manual(manual_of(language), tmp_path))
    unsaid = {"manual.support.none"} | {key for key in read_words(language) if key.endswith(".picture")}
    missing = [
        key
        for key, words in read_words(language).items()
        if key not in unsaid and "".join(words.split()) not in text
    ]
    assert not missing
    assert "さくらハイツ" in text
    assert text.endswith("03-1234-56789:00-18:00")


def test_without_a_contact_it_says_whom_to_ask(tmp_path: Path) -> None:
    text = read_text(draw_manual(manual_of("ja", phone="", hours=""), tmp_path))
    assert text.endswith(read_words("ja")["manual.support.none"])


def test_pictures_stand_beside_their_sections(tmp_path: Path) -> None:
    for section in ("answer", "open"):
        Image.new("RGB", (390, 844), "white").save(tmp_path / f"{section}-en.jpg")
    assert count_pictures(draw_manual(manual_of("en"), tmp_path)) == 2
    assert count_pictures(draw_manual(manual_of("ja"), tmp_path)) == 0


def test_both_languages_have_the_same_sections() -> None:
    assert list_sections(read_words("ja")) == list_sections(read_words("en"))
    assert "answer" in list_sections(read_words("ja"))
