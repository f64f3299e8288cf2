"""What everybody gets of messages that did not get through, and how they try."""

from datetime import datetime

from sqlalchemy import Connection

from genkan.server.bootstrap.sample import PROPERTY
from genkan.server.messages.repository import settle_message
from genkan.server.messages.service import Channel, NewMessage, State, enqueue
from genkan.server.platform.operations import Role
from harness.everyone import FORBIDDEN, HIDDEN, OK, HttpTown, HttpTrial, http_outcome, row

STAFF = {Role.MANAGER, Role.INSTALLER}
FOR_STAFF = row(FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN)

EXPECTED = {"messages.list_failed": FOR_STAFF, "messages.send_again": FOR_STAFF}
ROLES = {"messages.list_failed": STAFF, "messages.send_again": STAFF}


async def add_failed_message(town: HttpTown) -> str:
    """Give up a message of the sample property."""
    message = NewMessage(
        channel=Channel.MAIL,
        address="hanako@example.test",
        template="reset",
        language="ja",
        property_id=PROPERTY,
    )

    def add(connection: Connection) -> str:
        at = datetime.now().astimezone()
        message_id = enqueue(connection, message, at)
        settle_message(connection, message_id, State.DEAD, at, "refused")
        return message_id

    return await town.database.write(add)


async def try_failed_messages(town: HttpTown, person: str) -> str:
    message_id = await add_failed_message(town)
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get("/api/portal/messages/failed"), sees=message_id)


async def try_send_again(town: HttpTown, person: str) -> str:
    message_id = await add_failed_message(town)
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(f"/api/portal/messages/{message_id}/send-again"))


TRIALS: dict[str, HttpTrial] = {
    "messages.list_failed": try_failed_messages,
    "messages.send_again": try_send_again,
}
