"""The operator's settings for what is paid for: further family members."""

from dataclasses import dataclass, field
from enum import StrEnum

from genkan.server.platform.setting_reader import SettingReader


class PaymentMethod(StrEnum):
    INVOICE = "invoice"  # the manager writes one, and confirms that it was paid
    STRIPE = "stripe"  # by card, on Stripe's page


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSettings:
    """How seats are paid."""

    method: PaymentMethod = PaymentMethod.INVOICE
    stripe_secret_key: str = field(default="", repr=False)
    stripe_webhook_secret: str = field(default="", repr=False)
    stripe_api_url: str = "https://api.stripe.com"


def read_payments(reader: SettingReader) -> PaymentSettings:
    """Read the keys below [payments]."""
    return PaymentSettings(
        method=reader.choice("payments.method", PaymentMethod.INVOICE),
        stripe_secret_key=reader.text("payments.stripe_secret_key", ""),
        stripe_webhook_secret=reader.text("payments.stripe_webhook_secret", ""),
        stripe_api_url=reader.url(
            "payments.stripe_api_url", "https://api.stripe.com", ("https://", "http://")
        ),
    )


def find_payment_contradictions(payments: PaymentSettings) -> list[str]:
    """Name what does not fit together."""
    has_keys = payments.stripe_secret_key and payments.stripe_webhook_secret
    if payments.method is not PaymentMethod.STRIPE or has_keys:
        return []
    fault = (
        "payments.stripe_secret_key and payments.stripe_webhook_secret: payments.method is stripe;"
        " give both, from the dashboard of your Stripe account."
    )
    return [fault]
