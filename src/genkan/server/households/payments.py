"""The ways a seat is paid, behind the port `households.link.Payments`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog

from genkan.server.households.errors import PaymentUnavailable, WebhookUnfit
from genkan.server.households.link import Payment, PaymentEnd, PaymentNews, PaymentRequest
from genkan.server.platform.payment_settings import PaymentSettings

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

log = structlog.get_logger()

STRIPE_LIMIT_S = 20  # a resident waits for the page to open
# What Stripe tells of a session: https://docs.stripe.com/api/events/types
_PAID = frozenset({"checkout.session.completed", "checkout.session.async_payment_succeeded"})
_OVER = frozenset({"checkout.session.expired", "checkout.session.async_payment_failed"})


class InvoicePayments:
    """The manager writes an invoice, and confirms in the portal that it was paid."""

    method = "invoice"

    async def begin(self, request: PaymentRequest) -> Payment:  # noqa: ARG002 (the port's signature)
        """There is nothing to open: the order waits for the manager."""
        return Payment(reference=None, url=None)

    def read_news(self, body: bytes, headers: Mapping[str, str]) -> PaymentNews | None:  # noqa: ARG002
        """Nobody sends news of invoices. Raises WebhookUnfit."""
        raise WebhookUnfit


class StripePayments:
    """Stripe Checkout: the resident pays on Stripe's page, Stripe tells us by a signed webhook."""

    method = "stripe"

    def __init__(self, settings: PaymentSettings) -> None:
        import stripe  # noqa: PLC0415 - half a second that an installation without it saves

        self._stripe = stripe
        self._settings = settings

    async def begin(self, request: PaymentRequest) -> Payment:
        """Open a Checkout session; asked twice for one order, Stripe gives the same.

        Raises PaymentUnavailable.
        """
        http = self._stripe.HTTPXClient(timeout=STRIPE_LIMIT_S)
        client = self._stripe.StripeClient(
            self._settings.stripe_secret_key,
            base_addresses={"api": self._settings.stripe_api_url},
            http_client=http,
            max_network_retries=2,
        )
        try:
            session = await client.v1.checkout.sessions.create_async(
                self._describe(request), {"idempotency_key": request.order_id}
            )
        except self._stripe.StripeError as fault:
            log.warning("payment.refused", code=fault.code, status=fault.http_status)
            raise PaymentUnavailable from fault
        finally:
            await http.close_async()  # type: ignore[no-untyped-call]  # asked so seldom that none is kept
        return Payment(reference=session.id, url=session.url)

    def read_news(self, body: bytes, headers: Mapping[str, str]) -> PaymentNews | None:
        """Give what a webhook tells; None: nothing that concerns us. Raises WebhookUnfit."""
        try:
            event = self._stripe.Webhook.construct_event(
                body, headers.get("stripe-signature"), self._settings.stripe_webhook_secret
            )
        except (ValueError, self._stripe.SignatureVerificationError) as fault:
            raise WebhookUnfit from fault
        if event.type not in _PAID | _OVER:
            return None
        session = event.data.object
        is_paid = event.type in _PAID and session.payment_status == "paid"
        if event.type in _PAID and not is_paid:
            return None  # a slow method: a second event tells how it ended
        return PaymentNews(
            reference=session.id,
            end=PaymentEnd.PAID if is_paid else PaymentEnd.OVER,
            price=session.amount_total,
            currency=(session.currency or "").upper(),
        )

    @staticmethod
    def _describe(request: PaymentRequest) -> "SessionCreateParams":
        return {
            "mode": "payment",
            "client_reference_id": request.order_id,
            "metadata": {"order_id": request.order_id},
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": request.currency.lower(),
                        "unit_amount": request.price,
                        "product_data": {"name": request.description},
                    },
                }
            ],
            "locale": "ja" if request.language == "ja" else "en",
            "success_url": request.return_url,
            "cancel_url": request.return_url,
        }
