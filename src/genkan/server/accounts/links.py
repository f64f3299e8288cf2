"""Links that sign in or let a password be chosen: rows without secrets, their tokens derived of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.tables import hand_over, sign_in_link
from genkan.wire.ids import new_id


class LinkPurpose(StrEnum):
    ACCOUNT = "account"  # of the account mail; a first password goes with it
    SIGN_IN = "sign-in"  # asked for after an account's link was used
    RESET = "reset"  # lets a new password be chosen
    STOP = "stop"  # of the notice of a new device: signs all of them out
    SHEET = "sheet"  # printed for somebody new
    INVITED = "invited"  # printed for somebody known: leads to the invitation and signs nobody in


# The purposes of `Derivation`: what a token was made for is part of it.
SIGN_IN_LINK = "accounts.sign_in"
RESET_LINK = "accounts.reset"
STOP_LINK = "accounts.stop"
FIRST_PASSWORD = "accounts.first_password"  # noqa: S105 - a purpose, not one
INVITATION = "accounts.invitation"

SIGN_IN_LIFE = timedelta(days=30)  # SPEC 1
RESET_LIFE = timedelta(hours=3)  # SPEC 11
STOP_LIFE = timedelta(days=30)  # a mail is also read after a journey
GRANT_LIFE = timedelta(minutes=10)  # from a right code to the new password


# What a new link of each purpose voids. A link asked for later leaves the account's first password alone.
_VOIDS = {
    LinkPurpose.ACCOUNT: (LinkPurpose.ACCOUNT, LinkPurpose.SIGN_IN),
    LinkPurpose.SIGN_IN: (LinkPurpose.SIGN_IN,),
    LinkPurpose.RESET: (LinkPurpose.RESET,),
    LinkPurpose.STOP: (),
    LinkPurpose.SHEET: (LinkPurpose.SHEET,),
    LinkPurpose.INVITED: (),
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


def find_link(connection: Connection, link_id: str) -> LinkRow | None:
    """Give the link, or None."""
    found = connection.execute(sa.select(sign_in_link).where(sign_in_link.c.id == link_id)).first()
    return None if found is None else _link(found)


def find_newest_link(connection: Connection, person_id: str, purpose: LinkPurpose) -> LinkRow | None:
    """Give the person's newest link of the purpose, or None."""
    found = connection.execute(
        sa.select(sign_in_link)
        .where(sign_in_link.c.person_id == person_id, sign_in_link.c.purpose == purpose.value)
        .order_by(sign_in_link.c.created_at.desc())
        .limit(1)
    ).first()
    return None if found is None else _link(found)


def use_link(connection: Connection, link_id: str, at: datetime) -> bool:
    """Store that the link has done what it was for; False when it had before."""
    used = connection.execute(
        sa.update(sign_in_link)
        .where(sign_in_link.c.id == link_id, sign_in_link.c.used_at.is_(None))
        .values(used_at=at)
    )
    return used.rowcount == 1


def find_first_password(connection: Connection, person_id: str, at: datetime) -> str | None:
    """Give the id of the link whose first password still signs the person in, or None."""
    found = connection.execute(
        sa.select(sign_in_link.c.id).where(
            sign_in_link.c.person_id == person_id,
            sign_in_link.c.purpose == LinkPurpose.ACCOUNT.value,
            sign_in_link.c.expires_at > at,
            sign_in_link.c.password_used_at.is_(None),
        )
    ).scalar()
    return None if found is None else str(found)


def use_first_password(connection: Connection, link_id: str, at: datetime) -> bool:
    """Store that the first password has signed somebody in; False when it had before."""
    used = connection.execute(
        sa.update(sign_in_link)
        .where(sign_in_link.c.id == link_id, sign_in_link.c.password_used_at.is_(None))
        .values(password_used_at=at)
    )
    return used.rowcount == 1


def void_links(connection: Connection, person_id: str, at: datetime) -> None:
    """End every link and first password of the person."""
    connection.execute(
        sa.update(sign_in_link)
        .where(sign_in_link.c.person_id == person_id, sign_in_link.c.expires_at > at)
        .values(expires_at=at)
    )


def add_hand_over(connection: Connection, code_hash: bytes, link_id: str, expires_at: datetime) -> None:
    """Store a code that hands the link over; the link's older codes are void."""
    connection.execute(sa.delete(hand_over).where(hand_over.c.link_id == link_id))
    connection.execute(
        sa.insert(hand_over).values(code_hash=code_hash, link_id=link_id, expires_at=expires_at)
    )


def take_hand_over(connection: Connection, code_hash: bytes, at: datetime) -> str | None:
    """Use the code up and give the id of its link; None when there is none that still holds."""
    found = connection.execute(
        sa.delete(hand_over).where(hand_over.c.code_hash == code_hash).returning(*hand_over.c)
    ).first()
    return None if found is None or found.expires_at <= at else str(found.link_id)


def _link(row: sa.Row[*tuple[object, ...]]) -> LinkRow:
    return LinkRow(
        id=row.id,
        person_id=row.person_id,
        purpose=LinkPurpose(row.purpose),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        password_used_at=row.password_used_at,
    )
