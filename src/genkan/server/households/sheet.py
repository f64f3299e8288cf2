"""What a printed sheet says; `sheet_pdf` draws it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one page says."""

    language: str
    property_name: str
    building_name: str
    home_number: str
    name: str
    username: str  # nine digits
    server_id: str
    address: str  # where the app is
    link: str = field(repr=False)  # signs in
    until: str
    support_phone: str
    support_hours: str
