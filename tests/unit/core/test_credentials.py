"""What is typed and shown, as it is read; and what is kept of it."""

import pytest

from genkan.core.credentials import (
    KEY_BYTES,
    PinHashing,
    hash_home_number,
    hash_key,
    hash_pin,
    is_easy_pin,
    is_pin,
    normalise_digits,
    read_key,
    write_key,
    write_qr_text,
)

CHEAP = PinHashing(salt=b"salt of one building", cost=2)
OTHER = PinHashing(salt=b"salt of another", cost=2)


@pytest.mark.parametrize("typed", ["493027", "４９３０２７", " 4930 27 ", "493-027", "４９３ー０２７"])
def test_every_way_of_typing_a_pin_is_the_same_pin(typed: str) -> None:
    assert normalise_digits(typed) == "493027"
    assert is_pin(normalise_digits(typed))


@pytest.mark.parametrize("typed", ["", "123", "123456789", "49302a", "四九三〇", "٤٩٣٠"])
def test_what_is_no_pin_is_none(typed: str) -> None:
    assert not is_pin(normalise_digits(typed))


@pytest.mark.parametrize(
    "pin", ["0000", "1234", "9876", "7777777", "1212", "4747", "123123", "0123456", "890123", "2580852",
            "1224", "0229", "1984", "840704", "19840704", "4554"],
)  # fmt: skip
def test_what_everybody_tries_first_is_easy(pin: str) -> None:
    assert is_easy_pin(pin)


@pytest.mark.parametrize("pin", ["4937", "8302", "493027", "60418", "7731460", "48251937"])
def test_an_ordinary_pin_is_not_easy(pin: str) -> None:
    assert not is_easy_pin(pin)


@pytest.mark.parametrize("length", [4, 5, 6])
def test_few_pins_are_easy(length: int) -> None:
    # core/guessing counts the others: somebody who guesses leaves the easy ones out.
    easy = sum(is_easy_pin(f"{number:0{length}}") for number in range(10**length))
    assert easy / 10**length < 0.08


def test_a_pin_is_hashed_with_the_salt_of_its_building() -> None:
    assert hash_pin("493027", CHEAP) == hash_pin("493027", CHEAP)
    assert hash_pin("493027", CHEAP) != hash_pin("493028", CHEAP)
    assert hash_pin("493027", CHEAP) != hash_pin("493027", OTHER)
    assert hash_home_number("１０１", CHEAP) == hash_home_number(" 101", CHEAP)
    assert hash_home_number("101", CHEAP) != hash_home_number("101", OTHER)


def test_a_hashing_shows_no_salt() -> None:
    assert "salt of" not in repr(CHEAP)


def test_a_key_survives_its_way_through_a_qr_code() -> None:
    key = bytes(range(KEY_BYTES))
    text = write_qr_text(key)
    assert len(text) == 30
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")  # alphanumeric mode
    assert read_key(text) == key
    assert read_key(f" {write_key(key).lower()}\n") == key
    assert len(hash_key(key)) == 32


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "GK1:",
        "https://example.org/",
        "GK1:" + "A" * 25,
        "GK1:" + "A" * 25 + "1",
        "GK1:" + "A" * 25 + "B",
        "x" * 4_000,
    ],
)
def test_a_qr_code_of_somebody_else_is_no_key(shown: str) -> None:
    assert read_key(shown) is None
