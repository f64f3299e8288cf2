"""The HTTP mounts of messages that did not get through, and of waking one's own device."""

from fastapi import APIRouter, Request

from genkan.server.messages.push import GetPush, SubscribePush, UnsubscribePush
from genkan.server.messages.schemas import FailedMessageOut, FailedMessagesOut, PushOut, PushSubscriptionIn
from genkan.server.messages.service import ListFailed, SendAgain
from genkan.server.messages.web_push import WEB_PUSH
from genkan.server.platform.web import (
    PortalActor,
    ResidentActor,
    ResidentScope,
    authorise_route,
    mounts,
    signed_in,
)


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


def build_push_router(
    *, get_push: GetPush, subscribe_push: SubscribePush, unsubscribe_push: UnsubscribePush
) -> APIRouter:
    """Mount the operations on this device's own subscription."""
    router = APIRouter(prefix="/api/app/push", tags=["push"])

    @router.get("", openapi_extra=mounts("messages.get_push"))
    async def get_subscription(_: ResidentScope, actor: ResidentActor) -> PushOut:
        """Say whether this device can be woken, and with which key it subscribes."""
        return PushOut.of(await get_push(signed_in(actor)))

    @router.put("", openapi_extra=mounts("messages.subscribe_push"), status_code=204)
    async def put_subscription(_: ResidentScope, actor: ResidentActor, body: PushSubscriptionIn) -> None:
        """Wake this device by Web Push from now on."""
        await subscribe_push(signed_in(actor), body.to_address(WEB_PUSH), body.language)

    @router.delete("", openapi_extra=mounts("messages.unsubscribe_push"), status_code=204)
    async def delete_subscription(_: ResidentScope, actor: ResidentActor) -> None:
        """Wake this device no more."""
        await unsubscribe_push(signed_in(actor))

    return router
