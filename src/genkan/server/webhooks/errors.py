"""What can come in the way of a webhook."""

from genkan.server.platform.errors import DomainError


class WebhookAddressUnfit(DomainError):
    """No https address, or one that the server does not go to."""

    type = "webhook-address-unfit"


class WebhooksFull(DomainError):
    """The property has as many as anybody keeps in mind."""

    type = "webhooks-full"


class DeliveryUnderWay(DomainError):
    """It is being sent, or waits for its next attempt."""

    type = "delivery-under-way"
