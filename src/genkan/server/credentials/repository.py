"""Reading and writing credentials."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.core.credentials import CredentialFact, CredentialKind
from genkan.core.schedules import Schedule
from genkan.server.credentials.tables import credential
from genkan.wire.schedule import ScheduleSpec, read_schedule, write_schedule


class End(StrEnum):
    REVOKED = "revoked"  # somebody took it back
    REPLACED = "replaced"  # by a newer PIN
    VOID = "void"  # its issuer or a member left, or a station was stolen


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRow:
    """One PIN or key. Its secret is sealed, or not there at all."""

    id: str
    kind: CredentialKind
    property_id: str
    household_id: str | None
    issuer_id: str
    since: datetime
    until: datetime | None = None
    end: End | None = None
    change: int = 0
    schedule: Schedule | None = None
    doors: frozenset[str] | None = None
    uses: int | None = None
    home_station_id: str | None = None
    verifier: bytes | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    tag: bytes | None = field(default=None, repr=False)
    length: int | None = None
    name: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    template: str | None = None
    address: str | None = field(default=None, repr=False)
    language: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether nobody has ended it; its time may be over all the same."""
        return self.until is None

    @property
    def fact(self) -> CredentialFact:
        """Give it as the compiler of rights takes it."""
        return CredentialFact(
            credential_id=self.id,
            kind=self.kind,
            property_id=self.property_id,
            household_id=self.household_id,
            schedule=self.schedule,
            since=self.since,
            until=self.until,
            doors=self.doors,
            uses=self.uses,
        )


_BY_ID = sa.select(credential).where(credential.c.id == sa.bindparam("credential_id"))
_BY_VERIFIER = sa.select(credential).where(credential.c.verifier == sa.bindparam("verifier"))
_LIVE_PIN = sa.select(credential).where(
    credential.c.household_id == sa.bindparam("household_id"),
    credential.c.kind == CredentialKind.PIN.value,
    credential.c.until.is_(None),
)
_NEWEST_PIN = (
    sa.select(credential)
    .where(
        credential.c.household_id == sa.bindparam("household_id"),
        credential.c.kind == CredentialKind.PIN.value,
    )
    .order_by(credential.c.since.desc(), credential.c.id.desc())
    .limit(1)
)
_KEYS = (
    sa.select(credential)
    .where(
        credential.c.household_id == sa.bindparam("household_id"),
        credential.c.kind == CredentialKind.QR.value,
    )
    .order_by(credential.c.since.desc(), credential.c.id.desc())
    .limit(sa.bindparam("limit"))
)
_STAFF = (
    sa.select(credential)
    .where(
        credential.c.property_id == sa.bindparam("property_id"),
        credential.c.household_id.is_(None),
        credential.c.until.is_(None),
    )
    .order_by(credential.c.since.desc(), credential.c.id.desc())
)
_CHANGED = (
    sa.select(credential)
    .where(
        credential.c.property_id == sa.bindparam("property_id"),
        sa.tuple_(credential.c.change, credential.c.id)
        > sa.tuple_(sa.bindparam("change", type_=sa.BigInteger), sa.bindparam("after", type_=sa.String)),
    )
    .order_by(credential.c.change, credential.c.id)
    .limit(sa.bindparam("limit"))
)
_CHANGED_LIVE = _CHANGED.where(credential.c.until.is_(None))
_ENDED = (
    sa.select(credential.c.id)
    .where(
        credential.c.property_id == sa.bindparam("property_id"),
        credential.c.change > sa.bindparam("change"),
        credential.c.until.is_not(None),
    )
    .order_by(credential.c.change)
)
_TAKEN = sa.select(credential.c.id).where(
    credential.c.property_id == sa.bindparam("property_id"),
    credential.c.tag == sa.bindparam("tag"),
    credential.c.until.is_(None),
)
_NAMES = sa.select(credential.c.id, credential.c.name).where(
    credential.c.id.in_(sa.bindparam("credential_ids", expanding=True)), credential.c.name.is_not(None)
)
_ISSUED_SINCE = sa.select(sa.func.count()).where(
    credential.c.household_id == sa.bindparam("household_id"),
    credential.c.kind == sa.bindparam("kind"),
    credential.c.since > sa.bindparam("since"),
)


def add_credential(connection: Connection, row: CredentialRow) -> None:
    """Store a new credential."""
    connection.execute(sa.insert(credential).values(**_values(row)))


def find_credential(connection: Connection, credential_id: str) -> CredentialRow | None:
    """Give the credential, or None."""
    found = connection.execute(_BY_ID, {"credential_id": credential_id}).first()
    return None if found is None else _credential(found)


def find_key(connection: Connection, verifier: bytes) -> CredentialRow | None:
    """Give the temporary key with the verifier, or None."""
    found = connection.execute(_BY_VERIFIER, {"verifier": verifier}).first()
    return None if found is None else _credential(found)


def find_pin(connection: Connection, household_id: str) -> CredentialRow | None:
    """Give the PIN the household has now, or None."""
    found = connection.execute(_LIVE_PIN, {"household_id": household_id}).first()
    return None if found is None else _credential(found)


def find_newest_pin(connection: Connection, household_id: str) -> CredentialRow | None:
    """Give the PIN the household had last, ended or not."""
    found = connection.execute(_NEWEST_PIN, {"household_id": household_id}).first()
    return None if found is None else _credential(found)


def is_pin_taken(connection: Connection, property_id: str, tag: bytes) -> bool:
    """Whether somebody of the property has this PIN now."""
    return connection.execute(_TAKEN, {"property_id": property_id, "tag": tag}).first() is not None


def list_keys(connection: Connection, household_id: str, *, limit: int) -> tuple[CredentialRow, ...]:
    """Give the household's temporary keys, newest first."""
    rows = connection.execute(_KEYS, {"household_id": household_id, "limit": limit})
    return tuple(_credential(row) for row in rows)


def list_staff(connection: Connection, property_id: str) -> tuple[CredentialRow, ...]:
    """Give the live PINs and keys of the property's staff, newest first."""
    return tuple(_credential(row) for row in connection.execute(_STAFF, {"property_id": property_id}))


def count_issued(connection: Connection, household_id: str, kind: CredentialKind, since: datetime) -> int:
    """Count what the household has made since an instant."""
    values = {"household_id": household_id, "kind": kind.value, "since": since}
    return int(connection.execute(_ISSUED_SINCE, values).scalar_one())


def list_changed(
    connection: Connection, property_id: str, *, change: int, after: str, limit: int, live_only: bool
) -> tuple[CredentialRow, ...]:
    """Give the credentials whose change comes after (change, id), in that order."""
    values = {"property_id": property_id, "change": change, "after": after, "limit": limit}
    rows = connection.execute(_CHANGED_LIVE if live_only else _CHANGED, values)
    return tuple(_credential(row) for row in rows)


def list_ended(connection: Connection, property_id: str, *, change: int) -> tuple[str, ...]:
    """Give the ids of the credentials that ended after a change number."""
    rows = connection.execute(_ENDED, {"property_id": property_id, "change": change})
    return tuple(row.id for row in rows)


def end_credentials(
    connection: Connection, ids: Collection[str], *, at: datetime, end: End, change: int
) -> None:
    """End the credentials now; those that are over already stay as they are."""
    connection.execute(
        sa.update(credential)
        .where(credential.c.id.in_(list(ids)), credential.c.until.is_(None))
        .values(until=at, end=end.value, change=change)
    )


def touch_household(connection: Connection, household_id: str, change: int) -> None:
    """Let stations learn anew of everything the household holds."""
    connection.execute(
        sa.update(credential)
        .where(credential.c.household_id == household_id, credential.c.until.is_(None))
        .values(change=change)
    )


def change_credential(
    connection: Connection,
    credential_id: str,
    *,
    name: str | None,
    schedule: Schedule | None,
    doors: frozenset[str] | None,
    change: int,
) -> None:
    """Let a live credential be called so, and be good then and there; stations learn it by the change."""
    connection.execute(
        sa.update(credential)
        .where(credential.c.id == credential_id, credential.c.until.is_(None))
        .values(
            name=name,
            schedule=_write_schedule(schedule),
            doors=_write_doors(doors),
            change=change,
        )
    )


def set_address(connection: Connection, credential_id: str, address: str, language: str) -> None:
    """Store where a key was mailed."""
    connection.execute(
        sa.update(credential)
        .where(credential.c.id == credential_id)
        .values(address=address, language=language)
    )


def list_live_of_household(
    connection: Connection, household_id: str, *, issuer_id: str | None = None
) -> tuple[CredentialRow, ...]:
    """Give what the household holds now; with an issuer: its PIN, and the keys of that person."""
    statement = sa.select(credential).where(
        credential.c.household_id == household_id, credential.c.until.is_(None)
    )
    if issuer_id is not None:
        statement = statement.where(
            sa.or_(credential.c.kind == CredentialKind.PIN.value, credential.c.issuer_id == issuer_id)
        )
    return tuple(_credential(row) for row in connection.execute(statement))


def list_issued_by(connection: Connection, issuer_id: str) -> tuple[CredentialRow, ...]:
    """Give every PIN and key the person issued for a household, ended ones too, the oldest first."""
    query = (
        sa.select(credential)
        .where(credential.c.issuer_id == issuer_id, credential.c.household_id.is_not(None))
        .order_by(credential.c.since, credential.c.id)
    )
    return tuple(_credential(row) for row in connection.execute(query))


def forget_visitors(connection: Connection, issuer_id: str) -> None:
    """Erase for whom the person's keys were, and where they were mailed; the rows count uses still."""
    connection.execute(
        sa.update(credential)
        .where(credential.c.issuer_id == issuer_id, credential.c.household_id.is_not(None))
        .values(name=None, note=None, address=None)
    )


def list_visitor_names(connection: Connection, credential_ids: Collection[str]) -> dict[str, str]:
    """Give whom the temporary keys were made for."""
    if not credential_ids:
        return {}
    rows = connection.execute(_NAMES, {"credential_ids": list(credential_ids)})
    return {row.id: row.name for row in rows}


def list_tied_to_doors(connection: Connection, property_id: str) -> tuple[CredentialRow, ...]:
    """Give the PINs and keys of the property that are for chosen doors, or counted by a station."""
    rows = connection.execute(
        sa.select(credential).where(
            credential.c.property_id == property_id,
            credential.c.until.is_(None),
            sa.or_(credential.c.doors.is_not(None), credential.c.home_station_id.is_not(None)),
        )
    )
    return tuple(_credential(row) for row in rows)


def list_live_pins(connection: Connection, property_id: str) -> tuple[CredentialRow, ...]:
    """Give every live PIN of the property."""
    rows = connection.execute(
        sa.select(credential).where(
            credential.c.property_id == property_id,
            credential.c.kind == CredentialKind.PIN.value,
            credential.c.until.is_(None),
        )
    )
    return tuple(_credential(row) for row in rows)


def _write_schedule(schedule: Schedule | None) -> str | None:
    return None if schedule is None else msgspec.json.encode(write_schedule(schedule)).decode()


def _write_doors(doors: frozenset[str] | None) -> str | None:
    return None if doors is None else msgspec.json.encode(sorted(doors)).decode()


def _values(row: CredentialRow) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "property_id": row.property_id,
        "household_id": row.household_id,
        "issuer_id": row.issuer_id,
        "since": row.since,
        "until": row.until,
        "end": None if row.end is None else row.end.value,
        "change": row.change,
        "schedule": _write_schedule(row.schedule),
        "doors": _write_doors(row.doors),
        "uses": row.uses,
        "home_station_id": row.home_station_id,
        "verifier": row.verifier,
        "secret": row.secret,
        "tag": row.tag,
        "length": row.length,
        "name": row.name,
        "note": row.note,
        "template": row.template,
        "address": row.address,
        "language": row.language,
    }


def _credential(row: sa.Row[*tuple[object, ...]]) -> CredentialRow:
    schedule = (
        None if row.schedule is None else read_schedule(msgspec.json.decode(row.schedule, type=ScheduleSpec))
    )
    doors = None if row.doors is None else frozenset(msgspec.json.decode(row.doors, type=list[str]))
    return CredentialRow(
        id=row.id,
        kind=CredentialKind(row.kind),
        property_id=row.property_id,
        household_id=row.household_id,
        issuer_id=row.issuer_id,
        since=row.since,
        until=row.until,
        end=None if row.end is None else End(row.end),
        change=row.change,
        schedule=schedule,
        doors=doors,
        uses=row.uses,
        home_station_id=row.home_station_id,
        verifier=None if row.verifier is None else bytes(row.verifier),
        secret=None if row.secret is None else bytes(row.secret),
        tag=None if row.tag is None else bytes(row.tag),
        length=row.length,
        name=row.name,
        note=row.note,
        template=row.template,
        address=row.address,
        language=row.language,
    )
