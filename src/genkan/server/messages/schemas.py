"""What the HTTP API says about messages."""

from pydantic import BaseModel, Field

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
