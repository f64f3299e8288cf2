"""Puts together what other programs may use of a property, and what they are told."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, FastAPI
from sqlalchemy import Connection

from genkan.server.accounts.service import find_person, list_managers
from genkan.server.messages.service import Channel, NewMessage, enqueue
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.settings import WebhookSettings
from genkan.server.sync.forwarding import Forwarding
from genkan.server.tokens.routes import build_router as build_tokens_router
from genkan.server.tokens.service import CreateToken, ListTokens, RevokeToken
from genkan.server.webhooks.board import WebhookBoard
from genkan.server.webhooks.posting import Poster
from genkan.server.webhooks.routes import WebhookMounts, describe_messages
from genkan.server.webhooks.routes import build_router as build_webhooks_router
from genkan.server.webhooks.sending import WebhookSending
from genkan.server.webhooks.service import WebhookGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """What tells other programs."""

    router: APIRouter
    sending: WebhookSending
    forwarding: Forwarding

    def mount(self, api: FastAPI) -> None:
        """Mount the routes, and describe what is posted."""
        api.include_router(self.router)
        describe_messages(api)


def build_tokens(database: Database, clock: Clock) -> APIRouter:
    """Mount what the staff do with API tokens."""
    return build_tokens_router(
        list_tokens=ListTokens(database, clock),
        create_token=CreateToken(database, clock),
        revoke_token=RevokeToken(database, clock),
    )


def build_webhooks(
    settings: WebhookSettings, *, database: Database, bus: Bus, clock: Clock, derivation: Derivation
) -> Webhooks:
    """Put the webhooks together."""
    board = WebhookBoard(database, bus)
    ground = WebhookGround(
        database=database,
        bus=bus,
        clock=clock,
        derivation=derivation,
        allows_private=settings.allow_private,
    )
    return Webhooks(
        router=build_webhooks_router(WebhookMounts.on(ground)),
        sending=WebhookSending(
            database=database,
            clock=clock,
            derivation=derivation,
            board=board,
            poster=Poster(clock, allows_private=settings.allow_private),
            staff=MailStaff(),
        ),
        forwarding=Forwarding(database=database, clock=clock, board=board),
    )


class MailStaff:
    """The port `TellStaff`: a mail to each manager of the property."""

    def switched_off(
        self, connection: Connection, *, property_id: str, webhook_id: str, host: str, at: datetime
    ) -> None:
        """Queue the mails; a manager without an address has none."""
        for person_id in list_managers(connection, property_id, at):
            person = find_person(connection, person_id)
            if person is None or person.email is None:
                continue
            message = NewMessage(
                channel=Channel.MAIL,
                address=person.email,
                template="webhook-off",
                language=person.language,
                parameters={"receiver": host},
                about=webhook_id,
                property_id=property_id,
            )
            enqueue(connection, message, at)
