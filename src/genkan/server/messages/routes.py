"""The HTTP mounts of messages that did not get through."""

from fastapi import APIRouter, Request

from genkan.server.messages.schemas import FailedMessageOut, FailedMessagesOut
from genkan.server.messages.service import ListFailed, SendAgain
from genkan.server.platform.web import PortalActor, authorise_route, mounts


def build_router(*, list_failed: ListFailed, send_again: SendAgain) -> APIRouter:
    """Mount what staff may do about them."""
    router = APIRouter(prefix="/api/portal/messages", tags=["messages"])

    @router.get("/failed", openapi_extra=mounts("messages.list_failed"))
    async def get_failed(request: Request, actor: PortalActor) -> FailedMessagesOut:
        """List the messages of one's properties that did not get through."""
        scope = authorise_route(request, actor)
        return FailedMessagesOut(messages=[FailedMessageOut.of(row) for row in await list_failed(scope)])

    @router.post("/{message_id}/send-again", openapi_extra=mounts("messages.send_again"), status_code=204)
    async def post_send_again(request: Request, actor: PortalActor, message_id: str) -> None:
        """Queue a message that was given up once more."""
        await send_again(authorise_route(request, actor), message_id)

    return router
