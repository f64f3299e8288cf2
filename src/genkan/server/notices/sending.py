"""Sending notices at their instant, once, to whoever lives there then."""

import asyncio

import structlog
from sqlalchemy import Connection

from genkan.server.accounts.service import PersonRow
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.notices.audience import list_residents
from genkan.server.notices.repository import (
    NoticeRow,
    claim_due,
    find_next_due,
    set_sent,
)
from genkan.server.notices.service import NoticeGround, hint_residents
from genkan.server.properties.service import list_property_names

log = structlog.get_logger()

LOOK_EVERY_S = 1.0  # finding nothing costs one indexed read
PUSHED_CHARACTERS = 120  # a phone shows no more of it


class NoticeSending:
    """Any number of nodes may send, and any may die: what says that it was sent is written with the mails."""

    def __init__(self, ground: NoticeGround) -> None:
        self._ground = ground

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            try:
                while await self.step():
                    pass
            except Exception as error:  # the database may be away for a while; the notices wait in it
                log.warning("notices.sending.failed", exc_info=error)
            await asyncio.sleep(LOOK_EVERY_S)

    async def step(self) -> bool:
        """Send the notice whose instant has come; tell whether there was one."""
        at = self._ground.clock.now()
        due = await self._ground.database.read(find_next_due)
        if due is None or due > at:
            return False

        def send(connection: Connection) -> NoticeRow | None:
            row = claim_due(connection, at)
            if row is None:
                return None
            people = {member.person.id: member.person for member in list_residents(connection, row, at)}
            name = list_property_names(connection, [row.property_id])[row.property_id]
            for person in people.values():
                for message in _list_messages(row, person, name):
                    enqueue(connection, message, at)
            set_sent(connection, row.id, at)
            log.info("notice.sent", notice_id=row.id, people=len(people))
            return row

        row = await self._ground.database.write(send)
        if row is not None:
            await hint_residents(self._ground, row)
        return row is not None


def _list_messages(row: NoticeRow, person: PersonRow, property_name: str) -> list[NewMessage]:
    said = row.draft.say(person.language)
    short = " ".join(said.text.split())[:PUSHED_CHARACTERS]
    ways = [(Channel.PUSH, person.id, short)]
    if row.draft.by_mail and person.email is not None:
        ways.append((Channel.MAIL, person.email, said.text))
    return [
        NewMessage(
            channel=channel,
            address=address,
            template="notice",
            language=person.language,
            parameters={"title": said.title, "text": text, "property": property_name},
            about=person.id,
            property_id=row.property_id,
            not_after=row.draft.until,
        )
        for channel, address, text in ways
    ]
