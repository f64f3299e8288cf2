"""Everything that leaves the house, put together."""

from dataclasses import dataclass

from fastapi import FastAPI

from genkan.server.bootstrap.outbox_pages import build_outbox_router
from genkan.server.calls.push_carrier import PushCarrier
from genkan.server.messages.carriers import (
    HttpCarrier,
    OutboxCarrier,
    TwilioCarrier,
    UnsetCarrier,
    sms_client,
)
from genkan.server.messages.compose import Composer
from genkan.server.messages.link import Carrier
from genkan.server.messages.outbox import SeeOutbox
from genkan.server.messages.push import Push
from genkan.server.messages.routes import build_router
from genkan.server.messages.sending import Sending
from genkan.server.messages.service import ListFailed, SendAgain
from genkan.server.messages.smtp import SmtpCarrier
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.message_settings import SmsProvider
from genkan.server.platform.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The outbox's worker, and what looks at messages."""

    sending: Sending
    composer: Composer
    is_seen: bool  # at /dev/outbox

    def mount(self, api: FastAPI, database: Database, clock: Clock) -> None:
        """Mount the routes."""
        api.include_router(
            build_router(list_failed=ListFailed(database), send_again=SendAgain(database, clock))
        )
        if self.is_seen:
            api.include_router(build_outbox_router(SeeOutbox(database, self.composer)))


def build_post(
    settings: Settings,
    *,
    database: Database,
    clock: Clock,
    derivation: Derivation,
    server_id: str,
    push: Push,
) -> Post:
    """Choose the carriers by the settings."""
    composer = Composer(derivation, public_url=settings.public_url, server_id=server_id)
    carriers: dict[str, Carrier] = {
        "mail": _mail_carrier(settings, clock),
        "sms": _sms_carrier(settings),
        "push": PushCarrier(database, push),
    }
    return Post(
        sending=Sending(database=database, clock=clock, composer=composer, carriers=carriers),
        composer=composer,
        is_seen=settings.demo,
    )


def _mail_carrier(settings: Settings, clock: Clock) -> Carrier:
    if settings.mail.server:
        return SmtpCarrier(settings.mail, clock)
    return OutboxCarrier() if settings.demo else UnsetCarrier()


def _sms_carrier(settings: Settings) -> Carrier:
    match settings.sms.provider:
        case SmsProvider.TWILIO:
            return TwilioCarrier(settings.sms, sms_client())
        case SmsProvider.HTTP:
            return HttpCarrier(settings.sms, sms_client())
        case SmsProvider.OUTBOX:
            return OutboxCarrier() if settings.demo else UnsetCarrier()
