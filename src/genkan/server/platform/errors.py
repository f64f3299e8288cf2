"""Domain facts that stop a use case, and the one table that turns them into answers.

An error knows nothing of HTTP. `type` is a stable name; its words stand in
`locales/*/problem.json` under the same name, or in `portal_problem.json` where only the portal meets it.
"""

from http import HTTPStatus
from typing import ClassVar


class DomainError(Exception):
    """A fact that keeps the server from doing what was asked."""

    type: ClassVar[str] = "internal"

    def __init__(self, *, retry_after_ms: int | None = None) -> None:
        super().__init__(self.type)
        self.retry_after_ms = retry_after_ms


class NotSignedIn(DomainError):
    type = "not-signed-in"


class NotAllowed(DomainError):
    type = "not-allowed"


class NotFound(DomainError):
    """The thing does not exist, or is not the asker's: the two look the same."""

    type = "not-found"


class TooOften(DomainError):
    type = "too-often"


class BadRequest(DomainError):
    type = "bad-request"


# One row for each type; a test fails on an error class without one.
STATUS_OF_TYPE: dict[str, HTTPStatus] = {
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
    "not-signed-in": HTTPStatus.UNAUTHORIZED,
    "not-allowed": HTTPStatus.FORBIDDEN,
    "not-found": HTTPStatus.NOT_FOUND,
    "too-often": HTTPStatus.TOO_MANY_REQUESTS,
    "bad-request": HTTPStatus.BAD_REQUEST,
    # accounts
    "wrong-password": HTTPStatus.UNAUTHORIZED,
    "sign-in-busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "link-unknown": HTTPStatus.NOT_FOUND,
    "link-used": HTTPStatus.GONE,
    "link-expired": HTTPStatus.GONE,
    "wrong-code": HTTPStatus.UNAUTHORIZED,
    "code-paced": HTTPStatus.TOO_MANY_REQUESTS,
    "second-factor-needed": HTTPStatus.UNAUTHORIZED,
    "second-factor-wrong": HTTPStatus.UNAUTHORIZED,
    "step-over": HTTPStatus.UNAUTHORIZED,
    "factor-known": HTTPStatus.CONFLICT,
    "passkeys-full": HTTPStatus.CONFLICT,
    "passkey-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "mobile-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "landline-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "caller-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "email-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "name-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "address-missing": HTTPStatus.UNPROCESSABLE_ENTITY,
    "password-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "proof-needed": HTTPStatus.FORBIDDEN,
    "address-taken": HTTPStatus.CONFLICT,
    "master-needed": HTTPStatus.CONFLICT,
    # messages
    "message-not-failed": HTTPStatus.CONFLICT,
    # properties
    "home-number-taken": HTTPStatus.CONFLICT,
    "time-zone-unknown": HTTPStatus.UNPROCESSABLE_ENTITY,
    # messages
    "push-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    # credentials
    "pin-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key-schedule-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key-uses-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "door-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key-over": HTTPStatus.CONFLICT,
    "key-used-up": HTTPStatus.CONFLICT,
    "key-home-unreachable": HTTPStatus.CONFLICT,
    "prompt-over": HTTPStatus.CONFLICT,
    "household-unreachable": HTTPStatus.CONFLICT,
    "member-known": HTTPStatus.CONFLICT,
    "member-joined": HTTPStatus.CONFLICT,
    "invitation-over": HTTPStatus.GONE,
    # households
    "home-occupied": HTTPStatus.CONFLICT,
    "home-has-history": HTTPStatus.CONFLICT,
    "import-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "issue-under-way": HTTPStatus.CONFLICT,
    "issue-over": HTTPStatus.CONFLICT,
    "nobody-to-mail": HTTPStatus.CONFLICT,
    "household-over": HTTPStatus.CONFLICT,
    "no-seat-left": HTTPStatus.CONFLICT,
    "member-waiting": HTTPStatus.CONFLICT,
    "seat-order-settled": HTTPStatus.CONFLICT,
    "payment-unavailable": HTTPStatus.BAD_GATEWAY,
    "webhook-unfit": HTTPStatus.BAD_REQUEST,
    # access
    "policy-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "buildings-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "name-taken": HTTPStatus.CONFLICT,
    "relay-taken": HTTPStatus.CONFLICT,
    "stations-full": HTTPStatus.CONFLICT,
    "access-denied": HTTPStatus.FORBIDDEN,
    "door-blocked": HTTPStatus.CONFLICT,
    "station-offline": HTTPStatus.CONFLICT,
    "release-late": HTTPStatus.CONFLICT,
    "release-unconfirmed": HTTPStatus.GATEWAY_TIMEOUT,
    "relay-failed": HTTPStatus.BAD_GATEWAY,
    "clock-unsure": HTTPStatus.CONFLICT,
    # calls
    "home-unknown": HTTPStatus.NOT_FOUND,
    "home-busy": HTTPStatus.CONFLICT,
    "station-busy": HTTPStatus.CONFLICT,
    "call-over": HTTPStatus.CONFLICT,
    "office-closed": HTTPStatus.CONFLICT,
    "view-off": HTTPStatus.CONFLICT,
    "quiet-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "text-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "snapshot-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    # events
    "look-over": HTTPStatus.CONFLICT,
    # properties
    "entrance-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    # tokens
    "tokens-full": HTTPStatus.CONFLICT,
    "token-end-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    # notices
    "notice-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "notice-withdrawn": HTTPStatus.CONFLICT,
    "file-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "file-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    # alarms
    "alarm-acknowledged": HTTPStatus.CONFLICT,
    # webhooks
    "webhook-address-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
    "webhooks-full": HTTPStatus.CONFLICT,
    "delivery-under-way": HTTPStatus.CONFLICT,
    # checks
    "check-over": HTTPStatus.CONFLICT,
    "check-code-wrong": HTTPStatus.UNPROCESSABLE_ENTITY,
    "check-code-needed": HTTPStatus.CONFLICT,
    "check-step-unfit": HTTPStatus.CONFLICT,
    "station-outdated": HTTPStatus.CONFLICT,
    # stations
    "enrolment-code-unknown": HTTPStatus.NOT_FOUND,
    "public-key-unfit": HTTPStatus.UNPROCESSABLE_ENTITY,
}
