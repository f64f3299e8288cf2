"""Mail addresses, checked by their form alone: whether somebody reads there, only a mail tells."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from genkan.server.accounts.errors import EmailUnfit

LONGEST = 254  # RFC 5321 4.5.3.1.3


def parse_email(text: str) -> str:
    """Give the address in lower case: nobody's mailbox differs by it. Raises EmailUnfit."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if len(typed) > LONGEST:
        raise EmailUnfit
    try:
        found = validate_email(
            typed, check_deliverability=False, allow_smtputf8=False, test_environment=True, strict=True
        )
    except EmailNotValidError:
        raise EmailUnfit from None
    if found.ascii_email is None or len(found.ascii_email) > LONGEST:
        raise EmailUnfit
    return found.ascii_email.lower()
