"""Salts of buildings, and the hashes of PINs made with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.credentials.tables import building_keys, pin_verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingKeys:
    """How the stations of a building keep its credentials."""

    building_id: str
    epoch: str
    salt: bytes = field(repr=False)
    cost: int
    kept_by: str


_BUILDING_KEYS = sa.select(building_keys).where(building_keys.c.building_id == sa.bindparam("building_id"))
_VERIFIERS = sa.select(pin_verifier.c.credential_id, pin_verifier.c.verifier).where(
    pin_verifier.c.epoch == sa.bindparam("epoch"),
    pin_verifier.c.credential_id.in_(sa.bindparam("credential_ids", expanding=True)),
)


def find_building_keys(connection: Connection, building_id: str) -> BuildingKeys | None:
    """Give how the building's stations keep credentials, or None before any was made."""
    found = connection.execute(_BUILDING_KEYS, {"building_id": building_id}).first()
    if found is None:
        return None
    return BuildingKeys(
        building_id=found.building_id,
        epoch=found.epoch,
        salt=bytes(found.salt),
        cost=found.cost,
        kept_by=found.kept_by,
    )


def put_building_keys(connection: Connection, row: BuildingKeys) -> None:
    """Store them in place of any before."""
    connection.execute(sa.delete(building_keys).where(building_keys.c.building_id == row.building_id))
    connection.execute(
        sa.insert(building_keys).values(
            building_id=row.building_id, epoch=row.epoch, salt=row.salt, cost=row.cost, kept_by=row.kept_by
        )
    )


def list_verifiers(connection: Connection, epoch: str, credential_ids: Collection[str]) -> dict[str, bytes]:
    """Give the hashes of PINs that are made already."""
    if not credential_ids:
        return {}
    rows = connection.execute(_VERIFIERS, {"epoch": epoch, "credential_ids": list(credential_ids)})
    return {row.credential_id: bytes(row.verifier) for row in rows}


def add_verifiers(connection: Connection, epoch: str, verifiers: Mapping[str, bytes]) -> None:
    """Store hashes of PINs; those that another process made meanwhile are the same."""
    known = list_verifiers(connection, epoch, list(verifiers))
    rows = [
        {"credential_id": credential_id, "epoch": epoch, "verifier": verifier}
        for credential_id, verifier in verifiers.items()
        if credential_id not in known
    ]
    if rows:
        connection.execute(sa.insert(pin_verifier), rows)
