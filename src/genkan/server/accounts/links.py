"""Links that sign in or let a password be chosen: rows without secrets, their tokens derived of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.tables import sign_in_link
from genkan.wire.ids import new_id


class LinkPurpose(StrEnum):
    ACCOUNT = "account"  # of the account mail; a first password goes with it
    SIGN_IN = "sign-in"  # asked for after an account's link was used
    RESET = "reset"  # lets a new password be chosen


# The purposes of `Derivation`: what a token was made for is part of it.
SIGN_IN_LINK = "accounts.sign_in"
RESET_LINK = "accounts.reset"
FIRST_PASSWORD = "accounts.first_password"  # noqa: S105 - a purpose, not one
INVITATION = "accounts.invitation"

SIGN_IN_LIFE = timedelta(days=30)  # SPEC 1
RESET_LIFE = timedelta(hours=3)  # SPEC 11
GRANT_LIFE = timedelta(minutes=10)  # from a right code to the new password


# What a new link of each purpose voids. A link asked for later leaves the account's first password alone.
_VOIDS = {
    LinkPurpose.ACCOUNT: (LinkPurpose.ACCOUNT, LinkPurpose.SIGN_IN),
    LinkPurpose.SIGN_IN: (LinkPurpose.SIGN_IN,),
    LinkPurpose.RESET: (LinkPurpose.RESET,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link."""

    id: str
    person_id: str
    purpose: LinkPurpose
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    password_used_at: datetime | None = None


def add_link(
    connection: Connection, person_id: str, purpose: LinkPurpose, at: datetime, *, life: timedelta
) -> LinkRow:
    """Make a link; older ones that do the same are void."""
    connection.execute(
        sa.update(sign_in_link)
        .where(
            sign_in_link.c.person_id == person_id,
            sign_in_link.c.purpose.in_([kin.value for kin in _VOIDS[purpose]]),
            sign_in_link.c.expires_at > at,
        )
        .values(expires_at=at)
    )
    row = LinkRow(id=new_id(), person_id=person_id, purpose=purpose, created_at=at, expires_at=at + life)
    connection.execute(
        sa.insert(sign_in_link).values(
            id=row.id,
            person_id=row.person_id,
            purpose=row.purpose.value,
            created_at=row.created_at,
            expires_at=row.expires_at,
        )
    )
    return row
