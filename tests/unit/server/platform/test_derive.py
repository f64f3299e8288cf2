"""Secrets that no row holds."""

import base64

import pytest

from genkan.server.platform.derive import PASSWORD_ALPHABET, Derivation
from genkan.wire.ids import new_id

DERIVATION = Derivation(b"k" * 32)


def test_a_link_leads_back_to_its_row_and_to_its_purpose_only() -> None:
    row_id = new_id()
    token = DERIVATION.link("a", row_id)

    assert DERIVATION.open_link("a", token) == row_id
    assert DERIVATION.open_link("b", token) is None
    assert Derivation(b"j" * 32).open_link("a", token) is None


def test_a_link_is_the_same_whenever_it_is_made() -> None:
    row_id = new_id()

    assert DERIVATION.link("a", row_id) == DERIVATION.link("a", row_id)
    assert DERIVATION.code("a", row_id) == DERIVATION.code("a", row_id)
    assert DERIVATION.password("a", row_id) == DERIVATION.password("a", row_id)


@pytest.mark.parametrize("token", ["", "x", "ä", "=" * 64, "A" * 64, "A" * 63, "\x00", "A" * 5000])
def test_what_is_no_link_opens_nothing(token: str) -> None:
    assert DERIVATION.open_link("a", token) is None


def test_no_bit_of_a_link_can_be_changed() -> None:
    raw = base64.urlsafe_b64decode(DERIVATION.link("a", new_id()))

    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert DERIVATION.open_link("a", base64.urlsafe_b64encode(changed).decode()) is None


def test_codes_have_six_digits_and_passwords_no_look_alikes() -> None:
    ids = [new_id() for _ in range(200)]
    codes = {DERIVATION.code("a", row_id) for row_id in ids}
    passwords = {DERIVATION.password("a", row_id) for row_id in ids}

    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(codes) > 190
    assert len(passwords) == 200
    assert set("".join(passwords)) <= set(PASSWORD_ALPHABET)
