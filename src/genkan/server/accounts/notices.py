"""Telling people what was changed in their account, where they were reached before the change."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from genkan.server.accounts.repository import PersonRow
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, NewMessage, enqueue

HOME_ZONE = "Asia/Tokyo"  # a person may live in several zones; the mail names its zone's clock

Changed = Literal[
    "email",
    "mobile",
    "password",
    "totp_on",
    "totp_off",
    "passkey_added",
    "passkey_removed",
    "recovery_used",
    "recovery_renewed",
    "factor_reset",
]


def tell_of_change(
    connection: Connection, person: PersonRow, what: Changed, at: datetime, *, shown: str = ""
) -> None:
    """Write to the person as they were: `person` was read before the change. `shown` hints at what is new."""
    parameters = {
        "what": what,
        "at": say_instant(at, time_zone=HOME_ZONE, language=person.language),
        "shown": shown,
    }
    ways = ((Channel.MAIL, person.email), (Channel.SMS, person.mobile))
    channel, address = next(((way, at_) for way, at_ in ways if at_ is not None), (Channel.MAIL, None))
    if address is None:
        return
    message = NewMessage(
        channel=channel,
        address=address,
        template="changed",
        language=person.language,
        parameters=parameters,
        about=person.id,
    )
    enqueue(connection, message, at)
