"""「連絡先として設定」: the number that telephone backup calls from, as a vCard for the phone's contacts."""

import json
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import Connection

from genkan.server.households.homes import see_household
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope, operation
from genkan.server.platform.web import find_locales
from genkan.server.properties.service import list_property_names
from genkan.server.properties.settings import get_settings

LINE_OCTETS = 75  # RFC 2426, 2.6: longer lines are folded
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """Who calls: the entrance of a property. The support contact is a remark: its calls are others."""

    property_name: str
    caller: str  # E.164
    support_phone: str = ""
    support_hours: str = ""

    def write(self, language: str) -> str:
        """Give the card as vCard 3.0, which the contacts of iOS and Android both take."""
        name = f"Genkan · {self.property_name}"
        words = _words(language)
        support = " ".join(part for part in (self.support_phone, self.support_hours) if part)
        note = [words["card.note"], *([f"{words['card.support']}: {support}"] if support else ())]
        lines = (
            "BEGIN:VCARD",
            "VERSION:3.0",
            "N:;;;;",
            f"FN:{_escape(name)}",
            f"ORG:{_escape(name)}",
            f"TEL;TYPE=WORK,VOICE:{self.caller}",
            f"NOTE:{_escape(chr(10).join(note))}",
            "X-ABShowAs:COMPANY",  # iOS: listed by the name of the house, not as somebody without one
            "END:VCARD",
        )
        return "".join(_fold(line) + "\r\n" for line in lines)


@operation("households.get_contact_card")
class GetContactCard:
    """Give the card of the number that calls the household."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, scope: Scope, household_id: str) -> ContactCard:
        """Raises NotFound, also while the property has told no number."""

        def read(connection: Connection) -> ContactCard:
            _, place = see_household(connection, scope, household_id)
            settings = get_settings(connection, place.property_id)
            if not settings.backup_caller:
                raise NotFound
            return ContactCard(
                property_name=list_property_names(connection, [place.property_id])[place.property_id],
                caller=settings.backup_caller,
                support_phone=settings.support_phone,
                support_hours=settings.support_hours,
            )

        return await self._database.read(read)


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _fold(line: str) -> str:
    """Break the line where it grows too long, never inside a character."""
    folded, length = [], 0
    for sign in line:
        octets = len(sign.encode())
        if length + octets > LINE_OCTETS:
            folded.append("\r\n ")
            length = 1
        folded.append(sign)
        length += octets
    return "".join(folded)


@cache
def _words(language: str) -> dict[str, str]:
    path = find_locales() / language / "contact.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))
