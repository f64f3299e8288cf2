"""What the HTTP API says about the staff's PINs and keys, and about stations in other hands."""

from typing import Literal

from pydantic import BaseModel, Field

from genkan.core.credentials import CredentialKind
from genkan.core.schedules import Schedule
from genkan.server.credentials.repository import CredentialRow
from genkan.server.credentials.schemas import Id, KeyDoorOut, ScheduleModel
from genkan.server.credentials.staff import NewStaffKey, StaffKeyMade, StaffKeys, StaffTerms
from genkan.server.credentials.stolen import Stolen
from genkan.server.platform.clock import to_ms
from genkan.server.platform.text import Name


class StaffTermsIn(BaseModel):
    """For whom a PIN or key of the staff is, and when and where it is good."""

    name: Name
    schedule: ScheduleModel | None = None
    door_ids: list[Id] | None = Field(default=None, max_length=500)

    def read(self) -> StaffTerms:
        return StaffTerms(name=self.name, schedule=self.read_schedule(), doors=self.read_doors())

    def read_schedule(self) -> Schedule | None:
        return None if self.schedule is None else self.schedule.read()

    def read_doors(self) -> frozenset[str] | None:
        return None if self.door_ids is None else frozenset(self.door_ids)


class StaffKeyIn(StaffTermsIn):
    """The form of a new PIN or key for somebody of the staff."""

    kind: Literal["pin", "qr"]

    def read_new(self) -> NewStaffKey:
        return NewStaffKey(
            name=self.name,
            kind=CredentialKind(self.kind),
            schedule=self.read_schedule(),
            doors=self.read_doors(),
        )


class StaffKeyOut(BaseModel):
    """One of the staff's, without what opens."""

    key_id: str
    name: str
    kind: Literal["pin", "qr"]
    schedule: ScheduleModel | None
    door_ids: list[str] | None
    created_ms: int

    @classmethod
    def of(cls, row: CredentialRow) -> "StaffKeyOut":
        return cls(**_staff_fields(row))  # type: ignore[arg-type]  # see KeyOut


class StaffKeyMadeOut(StaffKeyOut):
    """A new one: what opens is shown this once."""

    pin: str | None
    qr_text: str | None

    @classmethod
    def of_made(cls, made: StaffKeyMade) -> "StaffKeyMadeOut":
        return cls(**_staff_fields(made.row), pin=made.pin, qr_text=made.qr_text)  # type: ignore[arg-type]  # see KeyOut


class StaffKeysOut(BaseModel):
    """The staff's PINs and keys of a property, and its doors."""

    keys: list[StaffKeyOut]
    doors: list[KeyDoorOut]
    time_zone: str

    @classmethod
    def of(cls, listed: StaffKeys) -> "StaffKeysOut":
        return cls(
            keys=[StaffKeyOut.of(row) for row in listed.keys],
            doors=[KeyDoorOut.of(door) for door in listed.doors],
            time_zone=listed.time_zone,
        )


class StolenOut(BaseModel):
    """How many homes need a new PIN, and whose staff PINs are void."""

    homes: int
    staff: list[str]

    @classmethod
    def of(cls, stolen: Stolen) -> "StolenOut":
        return cls(homes=stolen.homes, staff=list(stolen.staff))


class StoreKeyIn(BaseModel):
    """Who keeps the key of the stations' store."""

    kept_by: Literal["unit", "server"]


class StoreKeysOut(BaseModel):
    """Who keeps the key of the stations' store, by building."""

    kept_by: dict[str, Literal["unit", "server"]]


def _staff_fields(row: CredentialRow) -> dict[str, object]:
    return {
        "key_id": row.id,
        "name": row.name or "",
        "kind": "pin" if row.kind is CredentialKind.PIN else "qr",
        "schedule": None if row.schedule is None else ScheduleModel.of(row.schedule),
        "door_ids": None if row.doors is None else sorted(row.doors),
        "created_ms": to_ms(row.since),
    }
