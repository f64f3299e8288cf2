"""Numbers, addresses and names, however they are typed."""

import json
from pathlib import Path

import pytest

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.errors import CallerUnfit, EmailUnfit, LandlineUnfit, MobileUnfit, NameUnfit
from genkan.server.accounts.names import parse_name
from genkan.server.accounts.telephone import parse_caller, parse_landline, parse_mobile, show_number

CORPUS = Path(__file__).parents[3] / "corpus"
NUMBERS = json.loads((CORPUS / "telephone-numbers.json").read_text("utf-8"))
NAMES = json.loads((CORPUS / "names.json").read_text("utf-8"))
ADDRESSES = json.loads((CORPUS / "mail-addresses.json").read_text("utf-8"))


@pytest.mark.parametrize("typed", NUMBERS["spellings_of_one_mobile"])
def test_every_spelling_is_one_number(typed: str) -> None:
    assert parse_mobile(typed) == "+819012345678"


@pytest.mark.parametrize("typed", NUMBERS["no_mobile"])
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(MobileUnfit):
        parse_mobile(typed)


@pytest.mark.parametrize("typed", NUMBERS["no_landline"])
def test_what_is_no_landline_number_is_refused(typed: str) -> None:
    with pytest.raises(LandlineUnfit):
        parse_landline(typed)


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [("7400 123456", "GB", "+447400123456"), ("(201) 555-0123", "US", "+12015550123")],
)
def test_a_number_of_another_country_is_read_as_people_there_write_it(
    typed: str, region: str, number: str
) -> None:
    assert parse_mobile(typed, region=region) == number


def test_a_region_that_does_not_exist_has_no_numbers() -> None:
    with pytest.raises(MobileUnfit):
        parse_mobile("09012345678", region="ZZ")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("０５０－３１２３－４５６７", "+815031234567"),
        ("03-1234-5678", "+81312345678"),
        ("090ー1234ー5678", "+819012345678"),
    ],
)
def test_calls_come_from_a_landline_a_mobile_or_the_internet(typed: str, number: str) -> None:
    assert parse_caller(typed) == number


@pytest.mark.parametrize("typed", ["", "110", "119", "0120-123-456", "0990-123456", "0570-000-000"])
def test_no_call_comes_from_a_number_that_cannot_call(typed: str) -> None:
    with pytest.raises(CallerUnfit):
        parse_caller(typed)


def test_numbers_are_shown_as_people_at_home_write_them() -> None:
    assert show_number("+819012345678") == "090-1234-5678"
    assert show_number(parse_landline("0312345678")) == "03-1234-5678"
    assert show_number("+447400123456") == "+44 7400 123456"


@pytest.mark.parametrize(("typed", "address"), ADDRESSES["addresses"])
def test_an_address_is_read_however_it_is_typed(typed: str, address: str) -> None:
    assert parse_email(typed) == address


@pytest.mark.parametrize("typed", ADDRESSES["no_addresses"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EmailUnfit):
        parse_email(typed)


@pytest.mark.parametrize(("typed", "name"), NAMES["names"])
def test_nearly_everything_is_a_name(typed: str, name: str) -> None:
    assert parse_name(typed) == name


@pytest.mark.parametrize("typed", NAMES["no_names"])
def test_what_would_break_a_list_is_no_name(typed: str) -> None:
    with pytest.raises(NameUnfit):
        parse_name(typed)
