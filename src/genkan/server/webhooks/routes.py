"""The HTTP mounts of webhooks, and what is posted to their receivers."""

from dataclasses import dataclass

from fastapi import APIRouter, FastAPI

from genkan.server.platform.web import PortalScope, mounts
from genkan.server.webhooks.payloads import MessageOut
from genkan.server.webhooks.schemas import (
    DeliveryMadeOut,
    WebhookChangeIn,
    WebhookDeliveriesOut,
    WebhookDeliveryOut,
    WebhookIn,
    WebhookMadeOut,
    WebhookOut,
    WebhooksOut,
)
from genkan.server.webhooks.service import (
    ChangeWebhook,
    CreateWebhook,
    DeleteWebhook,
    ListDeliveries,
    ListWebhooks,
    RotateSecret,
    SendAgain,
    SendTest,
    WebhookGround,
)

ONE = "/webhooks/{webhook_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookMounts:
    """The operations on webhooks."""

    list_webhooks: ListWebhooks
    create_webhook: CreateWebhook
    change_webhook: ChangeWebhook
    rotate_secret: RotateSecret
    delete_webhook: DeleteWebhook
    list_deliveries: ListDeliveries
    send_again: SendAgain
    send_test: SendTest

    @classmethod
    def on(cls, ground: WebhookGround) -> "WebhookMounts":
        """Put them together."""
        return cls(
            list_webhooks=ListWebhooks(ground),
            create_webhook=CreateWebhook(ground),
            change_webhook=ChangeWebhook(ground),
            rotate_secret=RotateSecret(ground),
            delete_webhook=DeleteWebhook(ground),
            list_deliveries=ListDeliveries(ground),
            send_again=SendAgain(ground),
            send_test=SendTest(ground),
        )


def build_router(use: WebhookMounts) -> APIRouter:
    """Mount the operations on webhooks."""
    router = APIRouter(prefix="/api/portal", tags=["webhooks"])
    _mount_webhooks(router, use)
    _mount_deliveries(router, use)
    return router


def describe_messages(api: FastAPI) -> None:
    """Add what is posted to receivers to the description of the API."""

    @api.webhooks.post("genkan", tags=["webhooks"])
    def post_message(body: MessageOut) -> None:
        """What happened in the property; answer with 2xx within 15 s. Signed as Standard Webhooks are."""


def _mount_webhooks(router: APIRouter, use: WebhookMounts) -> None:
    @router.get("/properties/{property_id}/webhooks", openapi_extra=mounts("webhooks.list_webhooks"))
    async def get_webhooks(scope: PortalScope, property_id: str) -> WebhooksOut:
        """List the webhooks of a property."""
        found = await use.list_webhooks(scope, property_id)
        return WebhooksOut(webhooks=[WebhookOut.of(row) for row in found])

    @router.post("/properties/{property_id}/webhooks", openapi_extra=mounts("webhooks.create_webhook"))
    async def post_webhook(scope: PortalScope, property_id: str, body: WebhookIn) -> WebhookMadeOut:
        """Tell an address of a property's events; the secret is shown this once."""
        made = await use.create_webhook(scope, property_id, url=body.url, topics=body.topics)
        return WebhookMadeOut.of(made)

    @router.put(ONE, openapi_extra=mounts("webhooks.change_webhook"), status_code=204)
    async def put_webhook(scope: PortalScope, webhook_id: str, body: WebhookChangeIn) -> None:
        """Change where and what is told, or switch it off or on."""
        await use.change_webhook(scope, webhook_id, url=body.url, topics=body.topics, is_on=body.is_on)

    @router.delete(ONE, openapi_extra=mounts("webhooks.delete_webhook"), status_code=204)
    async def delete_webhook(scope: PortalScope, webhook_id: str) -> None:
        """Tell the address nothing more."""
        await use.delete_webhook(scope, webhook_id)

    @router.post(ONE + "/secret", openapi_extra=mounts("webhooks.rotate_secret"))
    async def post_secret(scope: PortalScope, webhook_id: str) -> WebhookMadeOut:
        """Sign with a new secret; for a day the old one signs as well."""
        return WebhookMadeOut.of(await use.rotate_secret(scope, webhook_id))


def _mount_deliveries(router: APIRouter, use: WebhookMounts) -> None:
    @router.get(ONE + "/deliveries", openapi_extra=mounts("webhooks.list_deliveries"))
    async def get_deliveries(scope: PortalScope, webhook_id: str) -> WebhookDeliveriesOut:
        """List what a webhook was told, newest first."""
        found = await use.list_deliveries(scope, webhook_id)
        return WebhookDeliveriesOut(deliveries=[WebhookDeliveryOut.of(row) for row in found])

    @router.post(ONE + "/test", openapi_extra=mounts("webhooks.send_test"))
    async def post_test(scope: PortalScope, webhook_id: str) -> DeliveryMadeOut:
        """Post a message of the kind `test`."""
        return DeliveryMadeOut(delivery_id=await use.send_test(scope, webhook_id))

    @router.post(
        "/webhook-deliveries/{delivery_id}/send-again",
        openapi_extra=mounts("webhooks.send_again"),
        status_code=204,
    )
    async def post_again(scope: PortalScope, delivery_id: str) -> None:
        """Post a message once more."""
        await use.send_again(scope, delivery_id)
