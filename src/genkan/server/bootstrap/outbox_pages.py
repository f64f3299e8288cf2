"""The demo's outbox in the browser: `/dev/outbox`, and the same as JSON."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from genkan.server.messages.compose import render_outbox
from genkan.server.messages.outbox import SeenMessage, SeeOutbox, as_data_url
from genkan.server.messages.schemas import OutboxMessageOut, OutboxOut, OutboxPictureOut
from genkan.server.platform.clock import to_ms

# Mails bring their own styles; frames of ours show them. No script runs here.
OUTBOX_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)


def build_outbox_router(see_outbox: SeeOutbox) -> APIRouter:
    """Mount it; the caller sees that this is the demo."""
    router = APIRouter(prefix="/dev/outbox", include_in_schema=False)

    @router.get("")
    async def get_outbox() -> HTMLResponse:
        content = render_outbox([_page_entry(seen) for seen in await see_outbox()])
        return HTMLResponse(content, headers={"Content-Security-Policy": OUTBOX_POLICY})

    @router.get("/messages")
    async def get_messages() -> OutboxOut:
        return OutboxOut(messages=[_message(seen) for seen in await see_outbox()])

    return router


def _page_entry(seen: SeenMessage) -> dict[str, str]:
    html = seen.letter.html
    for picture in seen.letter.pictures:
        html = html.replace(f"cid:{picture.cid}", as_data_url(picture.png))
    # A frame of the page: its links open in the reader's own tab.
    html = html.replace("<head>", '<head><base target="_top">')
    return {
        "template": seen.row.template,
        "channel": seen.row.channel,
        "address": seen.row.address,
        "subject": seen.letter.subject,
        "text": seen.letter.text,
        "html": html,
        "at": f"{seen.created_at:%Y-%m-%d %H:%M:%S} UTC",
    }


def _message(seen: SeenMessage) -> OutboxMessageOut:
    return OutboxMessageOut(
        message_id=seen.row.id,
        channel=seen.row.channel,
        address=seen.row.address,
        template=seen.row.template,
        state=seen.row.state.value,
        created_ms=to_ms(seen.created_at),
        subject=seen.letter.subject,
        text=seen.letter.text,
        html=seen.letter.html,
        pictures=[
            OutboxPictureOut(cid=picture.cid, data_url=as_data_url(picture.png))
            for picture in seen.letter.pictures
        ],
    )
