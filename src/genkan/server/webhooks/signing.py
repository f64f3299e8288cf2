"""How a message is signed, after the Standard Webhooks specification (symmetric, v1).

A secret is made of the server's key, the webhook's id and its number, whenever it is needed: no row holds it.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from genkan.server.platform.derive import Derivation
from genkan.server.webhooks.repository import WebhookRow

PREFIX = "whsec_"
PURPOSE = "webhook"


def secret_of(derivation: Derivation, webhook_id: str, number: int) -> str:
    """Give a secret as receivers keep it: `whsec_` and base64."""
    key = derivation.hash(PURPOSE, f"{webhook_id} {number}")
    return PREFIX + base64.b64encode(key).decode()


def sign(secret: str, *, message_id: str, at_s: int, body: str) -> str:
    """Give the signature of a message that is sent at the second since the epoch."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{message_id}.{at_s}.{body}".encode(), hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()


def sign_headers(
    derivation: Derivation, row: WebhookRow, *, message_id: str, body: str, at: datetime
) -> dict[str, str]:
    """Give the headers of an attempt; while a secret is being changed, both of them sign."""
    numbers = [row.secret_no]
    if row.old_secret_until is not None and at < row.old_secret_until:
        numbers.append(row.secret_no - 1)
    at_s = int(at.timestamp())
    signatures = [
        sign(secret_of(derivation, row.id, number), message_id=message_id, at_s=at_s, body=body)
        for number in numbers
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": " ".join(signatures),
    }
