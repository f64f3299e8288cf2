"""Telephone numbers: however they are typed, kept as E.164, and only those that somebody's phone has."""

import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from genkan.server.accounts.errors import CallerUnfit, LandlineUnfit, MobileUnfit
from genkan.server.platform.errors import DomainError

HOME_REGION = "JP"
TYPED_LENGTH = 40  # more is no number

_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
_LANDLINE = frozenset(
    {PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.VOIP}
)


def parse_mobile(text: str, *, region: str = HOME_REGION) -> str:
    """Give the mobile number as E.164. Raises MobileUnfit, also for emergency and premium numbers."""
    return _parse(text, region, _MOBILE, MobileUnfit)


def parse_landline(text: str, *, region: str = HOME_REGION) -> str:
    """Give the landline number as E.164. Raises LandlineUnfit, also for emergency and premium numbers."""
    return _parse(text, region, _LANDLINE, LandlineUnfit)


def parse_caller(text: str, *, region: str = HOME_REGION) -> str:
    """Give the number that calls come from, of whichever of the two kinds, as E.164. Raises CallerUnfit."""
    return _parse(text, region, _MOBILE | _LANDLINE, CallerUnfit)


def show_number(e164: str, *, region: str = HOME_REGION) -> str:
    """Write the number as people of the region do."""
    number = phonenumbers.parse(e164)
    at_home = phonenumbers.region_code_for_number(number) == region
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _parse(text: str, region: str, kinds: frozenset[int], unfit: type[DomainError]) -> str:
    # Full-width digits, and the dashes and long vowels that Japanese keyboards put for a hyphen.
    typed = unicodedata.normalize("NFKC", text).strip()
    if len(typed) > TYPED_LENGTH or region not in phonenumbers.SUPPORTED_REGIONS:
        raise unfit
    number = _read(typed, region)
    # An emergency number is too short to be valid; a premium or free one is valid, and of another kind.
    if number is None or number.extension or phonenumbers.number_type(number) not in kinds:
        raise unfit
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _read(typed: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(typed, region)
    except NumberParseException:
        return None
    # Satellite and other numbers of no country cost as much as premium ones.
    has_country = phonenumbers.region_code_for_number(number) in phonenumbers.SUPPORTED_REGIONS
    return number if has_country and phonenumbers.is_valid_number(number) else None
