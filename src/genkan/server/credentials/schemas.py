"""What the HTTP API says about PINs, temporary keys and access policies."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr

from genkan.core.schedules import Schedule
from genkan.server.credentials.errors import KeyScheduleUnfit
from genkan.server.credentials.key_views import KeyDetail, KeyUse, KeyView
from genkan.server.credentials.keys import KeyList
from genkan.server.credentials.pins import PinState, Proposal
from genkan.server.credentials.visitors import VisitorKey
from genkan.server.platform.clock import to_ms
from genkan.server.platform.text import Line, Name
from genkan.server.properties.service import DoorRow
from genkan.wire.schedule import ScheduleSpec, ScheduleUnfit, read_schedule, write_schedule

Id = Annotated[str, Field(max_length=64)]
Minute = Annotated[int, Field(ge=0, le=1_440)]
Instant = Annotated[int, Field(ge=0, le=2**53)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Language = Literal["ja", "en"]


class ScheduleModel(BaseModel):
    """When a key works. Instants for `once`; minutes of the building's day for `daily` and `weekly`."""

    kind: Literal["once", "daily", "weekly"]
    from_ms: Instant | None = None
    until_ms: Instant | None = None
    from_minute: Minute | None = None
    to_minute: Minute | None = Field(default=None, description="Not later than from_minute: past midnight.")
    weekdays: list[Weekday] | None = Field(default=None, max_length=7, description="0 is Monday.")
    last_day: date | None = Field(default=None, description="The last day on which a window begins.")

    def read(self) -> Schedule:
        """Give the schedule. Raises KeyScheduleUnfit."""
        try:
            return read_schedule(
                ScheduleSpec(
                    kind=self.kind,
                    from_ms=self.from_ms,
                    until_ms=self.until_ms,
                    from_minute=self.from_minute,
                    to_minute=self.to_minute,
                    weekdays=self.weekdays,
                    last_day=self.last_day,
                )
            )
        except ScheduleUnfit:
            raise KeyScheduleUnfit from None

    @classmethod
    def of(cls, schedule: Schedule) -> "ScheduleModel":
        spec = write_schedule(schedule)
        return cls(
            kind=spec.kind,
            from_ms=spec.from_ms,
            until_ms=spec.until_ms,
            from_minute=spec.from_minute,
            to_minute=spec.to_minute,
            weekdays=spec.weekdays,
            last_day=spec.last_day,
        )


class PinOut(BaseModel):
    """Whether the household has a PIN. `is_void`: the last one was ended by somebody's leaving."""

    is_set: bool
    length: int | None
    set_ms: int | None
    is_void: bool

    @classmethod
    def of(cls, state: PinState) -> "PinOut":
        return cls(
            is_set=state.length is not None,
            length=state.length,
            set_ms=None if state.set_at is None else to_ms(state.set_at),
            is_void=state.is_void,
        )


class PinIn(BaseModel):
    """A PIN, as it was typed."""

    pin: SecretStr = Field(max_length=32)


class PinShownOut(BaseModel):
    """The PIN itself."""

    pin: str


class ProposalIn(BaseModel):
    """How many digits are wished."""

    length: int = Field(default=6, ge=4, le=8)


class LengthOut(BaseModel):
    """What a length costs: wrong entries a day before the station asks for more."""

    length: int
    guesses_alone: int
    guesses_with_home: int


class ProposalOut(BaseModel):
    """A random PIN, and what each length would cost."""

    pin: str
    lengths: list[LengthOut]

    @classmethod
    def of(cls, proposal: Proposal) -> "ProposalOut":
        return cls(
            pin=proposal.pin,
            lengths=[
                LengthOut(
                    length=cost.length,
                    guesses_alone=cost.guesses_alone,
                    guesses_with_home=cost.guesses_with_home,
                )
                for cost in proposal.lengths
            ],
        )


class KeyDoorOut(BaseModel):
    """A door a key may be for."""

    door_id: str
    name: str
    building_id: str
    building_name: str
    time_zone: str

    @classmethod
    def of(cls, door: DoorRow) -> "KeyDoorOut":
        return cls(
            door_id=door.id,
            name=door.name,
            building_id=door.building_id,
            building_name=door.building_name,
            time_zone=door.time_zone,
        )


class KeyIn(BaseModel):
    """The form of a new key."""

    visitor_name: Name
    id_number: Line | None = None
    template: Literal["visitor", "parcel"] = "visitor"
    schedule: ScheduleModel
    uses: int | None = Field(default=None, ge=0, le=1_000)
    door_ids: list[Id] | None = Field(default=None, max_length=100)
    email: str | None = Field(default=None, max_length=254)
    language: Language | None = None


class KeyOut(BaseModel):
    """One key in the list."""

    key_id: str
    visitor_name: str
    id_number: str | None
    template: str
    schedule: ScheduleModel | None
    uses: int | None
    uses_left: int | None
    state: Literal["valid", "not_yet", "used_up", "expired", "revoked"]
    next_ms: int | None
    until_ms: int | None
    created_ms: int
    created_by: str | None

    @classmethod
    def of(cls, view: KeyView) -> "KeyOut":
        return cls(**_key_fields(view))  # type: ignore[arg-type]  # one place for both forms of a key


class KeyUseOut(BaseModel):
    """One opening by the key."""

    event_id: str
    at_ms: int
    door_name: str
    outcome: str
    picture: bool

    @classmethod
    def of(cls, use: KeyUse) -> "KeyUseOut":
        return cls(
            event_id=use.event.id,
            at_ms=to_ms(use.event.at),
            door_name=use.door_name,
            outcome=use.event.outcome or "unknown",
            picture=use.has_picture,
        )


class KeyDetailOut(KeyOut):
    """A key with everything about it."""

    doors: list[KeyDoorOut]
    email: str | None
    qr_text: str | None
    share_url: str | None
    entrance: str | None
    time_zone: str | None
    used: list[KeyUseOut]

    @classmethod
    def of_detail(cls, detail: KeyDetail) -> "KeyDetailOut":
        return cls(
            **_key_fields(detail.view),  # type: ignore[arg-type]  # see KeyOut
            doors=[KeyDoorOut.of(door) for door in detail.doors],
            email=detail.view.row.address,
            qr_text=detail.qr_text,
            share_url=detail.share_url,
            entrance=detail.entrance,
            time_zone=detail.doors[0].time_zone if detail.doors else None,
            used=[KeyUseOut.of(use) for use in detail.used],
        )


class KeysOut(BaseModel):
    """The household's keys, newest first, and the doors a new one may be for."""

    keys: list[KeyOut]
    doors: list[KeyDoorOut]
    time_zone: str | None

    @classmethod
    def of(cls, listed: KeyList) -> "KeysOut":
        return cls(
            keys=[KeyOut.of(view) for view in listed.keys],
            doors=[KeyDoorOut.of(door) for door in listed.doors],
            time_zone=listed.time_zone,
        )


class KeyMailIn(BaseModel):
    """Where to mail a key; null: where it was mailed before."""

    email: str | None = Field(default=None, max_length=254)
    language: Language | None = None


class VisitorKeyIn(BaseModel):
    """A key, as its link or QR code holds it."""

    token: SecretStr = Field(max_length=64)


class VisitorKeyOut(BaseModel):
    """A key as its visitor sees it. `qr_text` null: it is over."""

    building_name: str
    visitor_name: str
    schedule: ScheduleModel | None
    time_zone: str
    state: str
    next_ms: int | None
    until_ms: int | None
    uses: int | None
    uses_left: int | None
    doors: list[str]
    qr_text: str | None
    entrance: str | None

    @classmethod
    def of(cls, shown: VisitorKey) -> "VisitorKeyOut":
        view = shown.detail.view
        return cls(
            building_name=shown.building_name,
            visitor_name=view.row.name or "",
            schedule=None if view.row.schedule is None else ScheduleModel.of(view.row.schedule),
            time_zone=shown.time_zone,
            state=view.state.value,
            next_ms=None if view.next_at is None else to_ms(view.next_at),
            until_ms=None if view.until is None else to_ms(view.until),
            uses=view.row.uses,
            uses_left=view.uses_left,
            doors=[door.name for door in shown.detail.doors],
            qr_text=shown.detail.qr_text,
            entrance=shown.detail.entrance,
        )


class PromptIn(BaseModel):
    """Whether it was one of the home who typed its PIN."""

    allow: bool


def _key_fields(view: KeyView) -> dict[str, object]:
    row = view.row
    return {
        "key_id": row.id,
        "visitor_name": row.name or "",
        "id_number": row.note,
        "template": row.template or "visitor",
        "schedule": None if row.schedule is None else ScheduleModel.of(row.schedule),
        "uses": row.uses,
        "uses_left": view.uses_left,
        "state": view.state.value,
        "next_ms": None if view.next_at is None else to_ms(view.next_at),
        "until_ms": None if view.until is None else to_ms(view.until),
        "created_ms": to_ms(row.since),
        "created_by": view.created_by,
    }
