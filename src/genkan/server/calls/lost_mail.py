"""Writing to a person whose device can no longer be woken."""

from sqlalchemy import Connection

from genkan.server.accounts.notices import HOME_ZONE
from genkan.server.accounts.service import find_person
from genkan.server.messages.instants import say_instant
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database


class MailLost:
    """Mails whose device it is; whoever has no mail address is told on their other devices alone."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, person_id: str, label: str) -> None:
        at = self._clock.now()

        def write(connection: Connection) -> None:
            person = find_person(connection, person_id)
            if person is None or person.email is None:
                return
            when = say_instant(at, time_zone=HOME_ZONE, language=person.language)
            message = NewMessage(
                channel=Channel.MAIL,
                address=person.email,
                template="lost-device",
                language=person.language,
                parameters={"device": label, "at": when},
                about=person.id,
            )
            enqueue(connection, message, at)

        await self._database.write(write)
