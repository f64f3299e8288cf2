"""What the HTTP API says about messages."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from genkan.server.messages.link import PushAddress
from genkan.server.messages.push import PushView
from genkan.server.messages.service import FailedMessage
from genkan.server.platform.clock import to_ms


class FailedMessageOut(BaseModel):
    """A message that did not get through."""

    message_id: str
    channel: str = Field(description="mail | sms")
    address: str
    template: str
    about: str | None = Field(description="The person or thing it concerns.")
    property_id: str
    state: str = Field(description="queued: is tried again at next_ms | dead: given up")
    fault: str = Field(
        description="unreachable | deferred | refused | sign-in | unset | too-late | unreadable"
    )
    created_ms: int
    next_ms: int | None

    @classmethod
    def of(cls, failed: FailedMessage) -> "FailedMessageOut":
        return cls(
            message_id=failed.message_id,
            channel=failed.channel.value,
            address=failed.address,
            template=failed.template,
            about=failed.about,
            property_id=failed.property_id,
            state=failed.state.value,
            fault=failed.fault,
            created_ms=to_ms(failed.created_at),
            next_ms=None if failed.next_at is None else to_ms(failed.next_at),
        )


class FailedMessagesOut(BaseModel):
    """The messages that did not get through, newest first."""

    messages: list[FailedMessageOut]


class OutboxPictureOut(BaseModel):
    """A picture inside a mail."""

    cid: str
    data_url: str


class OutboxMessageOut(BaseModel):
    """A message as it would be sent."""

    message_id: str
    channel: str
    address: str
    template: str
    state: str
    created_ms: int
    subject: str
    text: str
    html: str
    pictures: list[OutboxPictureOut]


class OutboxOut(BaseModel):
    """What the demo would have sent, newest first."""

    messages: list[OutboxMessageOut]


# Unpadded base64url of a point of P-256 (65 bytes) and of the shared secret (16 bytes).
PublicKey = Annotated[str, Field(min_length=80, max_length=120, pattern=r"^[A-Za-z0-9_-]+=*$")]
AuthSecret = Annotated[str, Field(min_length=16, max_length=40, pattern=r"^[A-Za-z0-9_-]+=*$")]


class PushKeysIn(BaseModel):
    """The browser's own keys."""

    p256dh: PublicKey
    auth: AuthSecret


class PushSubscriptionIn(BaseModel):
    """What `PushSubscription.toJSON()` gives, and the language of this device."""

    endpoint: str = Field(min_length=10, max_length=1024)
    keys: PushKeysIn
    language: Literal["ja", "en"] = "ja"

    def to_address(self, transport: str) -> PushAddress:
        return PushAddress(
            transport=transport, endpoint=self.endpoint, p256dh=self.keys.p256dh, auth=self.keys.auth
        )


class PushOut(BaseModel):
    """Whether this device can be woken, and the key to subscribe with."""

    public_key: str = Field(description="VAPID public key, as pushManager.subscribe takes it.")
    state: str = Field(description="off | on | lost")

    @classmethod
    def of(cls, view: PushView) -> "PushOut":
        return cls(public_key=view.public_key, state=view.state.value)
