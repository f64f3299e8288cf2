"""The vCard of 「連絡先として設定」, as phones read it."""

import re

import pytest

from genkan.server.households.contact_card import ContactCard

CALLER = "+815031234567"


def read_card(text: str) -> dict[str, str]:
    """Unfold and unescape as RFC 2426 says, with nothing left over."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    pairs = dict(line.split(":", 1) for line in lines)
    return {
        name: re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value) for name, value in pairs.items()
    }


@pytest.mark.parametrize(
    "name",
    [
        "さくらハイツ",
        "Maison; Soleil, \\ Nord: 2",
        "𠮷野家ビル" * 12,
        "END:VCARD\\nTEL:110",
        "🏠" * 40,
    ],
)
def test_a_name_of_any_signs_and_length_is_read_as_it_was(name: str) -> None:
    text = ContactCard(property_name=name, caller=CALLER).write("ja")

    card = read_card(text)
    assert card["FN"] == card["ORG"] == f"Genkan · {name}"
    assert card["TEL;TYPE=WORK,VOICE"] == CALLER
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("language", "support"),
    [
        ("ja", "入居者のお問合せ窓口: 03-1234-5678 平日 9〜18時"),
        ("en", "Contact for residents: 03-1234-5678 平日 9〜18時"),
    ],
)
def test_whom_to_ask_is_a_remark_because_they_call_from_elsewhere(language: str, support: str) -> None:
    card = ContactCard(
        property_name="さくらハイツ",
        caller=CALLER,
        support_phone="03-1234-5678",
        support_hours="平日 9〜18時",
    )

    assert read_card(card.write(language))["NOTE"].split("\n")[1:] == [support]
    bare = ContactCard(property_name="さくらハイツ", caller=CALLER)
    assert "\n" not in read_card(bare.write(language))["NOTE"]
