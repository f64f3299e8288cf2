"""What keeps somebody from moving in, or from being added to a household."""

from genkan.server.platform.errors import DomainError


class HomeOccupied(DomainError):
    """Another household lives in the home at that time."""

    type = "home-occupied"


class HomeHasHistory(DomainError):
    """Somebody lives, lived or will live in the home, so it stays."""

    type = "home-has-history"


class ImportUnfit(DomainError):
    """Something in the file has to be corrected, or no longer fits what is there; nothing was imported."""

    type = "import-unfit"


class IssueUnderWay(DomainError):
    """Account mails of the property are being sent already."""

    type = "issue-under-way"


class IssueOver(DomainError):
    """The run of mails has ended."""

    type = "issue-over"


class NobodyToMail(DomainError):
    """Everybody who was chosen has signed in, or left, meanwhile."""

    type = "nobody-to-mail"


class HouseholdOver(DomainError):
    """The household has moved out."""

    type = "household-over"


class NoSeatLeft(DomainError):
    """The household has as many family members as it may; a further one needs a seat."""

    type = "no-seat-left"


class MemberWaiting(DomainError):
    """Only somebody who has signed in can become the master."""

    type = "member-waiting"


class SeatOrderSettled(DomainError):
    """The order was paid or taken back before."""

    type = "seat-order-settled"


class PaymentUnavailable(DomainError):
    """The payment provider cannot be reached, or refuses."""

    type = "payment-unavailable"


class WebhookUnfit(DomainError):
    """News of a payment that the provider has not signed."""

    type = "webhook-unfit"
