"""What the HTTP API says about calls and the history."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from genkan.core.quiet import MINUTES_A_DAY, DailyHours, Quiet
from genkan.server.calls.history import HistoryItem, HistoryPage
from genkan.server.calls.quiet import QuietView
from genkan.server.journal.service import EventKind
from genkan.server.platform.clock import from_ms, to_ms


class HistoryCallOut(BaseModel):
    """A call that is over."""

    kind: Literal["call"]
    id: str
    at_ms: int
    station_name: str
    building_name: str
    end: str = Field(
        description="opened | hung_up | cancelled | no_answer | declined | lost | time_up | replied | busy"
    )
    answered_by_name: str | None
    talked_s: int | None
    has_snapshot: bool


class HistoryOpeningOut(BaseModel):
    """A door that was released, or that a station tried to release."""

    kind: Literal["opening"]
    id: str
    at_ms: int
    door_name: str
    building_name: str
    via: str = Field(description="app | call | telephone | manager | pin | qr")
    actor_name: str | None
    outcome: str = Field(description="opened | failed | unknown")
    key_id: str | None = Field(description="The temporary key that opened.")
    has_picture: bool


class HistoryViewOut(BaseModel):
    """A look through the camera of an entrance."""

    kind: Literal["view"]
    id: str
    at_ms: int
    station_name: str
    building_name: str
    viewer_name: str | None


class HistoryLookOut(BaseModel):
    """A manager looked at the household's records."""

    kind: Literal["look"]
    id: str
    at_ms: int
    what: str = Field(description="search: for openings of the household | picture: of an opening")
    person_name: str | None = Field(description="Who was looked for; null: the whole household.")
    door_name: str
    building_name: str
    reason: str | None = Field(description="As the manager typed it; null: not kept any more.")


HistoryItemOut = Annotated[
    HistoryCallOut | HistoryOpeningOut | HistoryViewOut | HistoryLookOut, Field(discriminator="kind")
]


class DailyHoursBody(BaseModel):
    """From a minute of the day to another, exclusive, by the building's wall clock; may pass midnight."""

    from_minute: int = Field(ge=0, lt=MINUTES_A_DAY)
    to_minute: int = Field(ge=0, lt=MINUTES_A_DAY)


class QuietIn(BaseModel):
    """How this device is to be muted."""

    hours: DailyHoursBody | None = None
    until_ms: int | None = Field(default=None, ge=0, le=2**53)

    def read(self) -> Quiet:
        hours = self.hours
        return Quiet(
            hours=None if hours is None else DailyHours(start=hours.from_minute, end=hours.to_minute),
            until=None if self.until_ms is None else from_ms(self.until_ms),
        )


class QuietOut(BaseModel):
    """How this device is muted; `at_ms` is the server's clock."""

    hours: DailyHoursBody | None
    until_ms: int | None
    at_ms: int

    @classmethod
    def of(cls, view: QuietView) -> "QuietOut":
        hours, until = view.quiet.hours, view.quiet.until
        return cls(
            hours=None if hours is None else DailyHoursBody(from_minute=hours.start, to_minute=hours.end),
            until_ms=None if until is None else to_ms(until),
            at_ms=to_ms(view.at),
        )


class HistoryOut(BaseModel):
    """A page of the history, newest first."""

    items: list[HistoryItemOut]
    next_before_ms: int | None = Field(
        description="Ask again with before_ms=… for older items; null: no more."
    )

    @classmethod
    def of(cls, page: HistoryPage) -> "HistoryOut":
        return cls(
            items=[_item(item) for item in page.items],
            next_before_ms=None if page.next_before is None else to_ms(page.next_before),
        )


def _item(item: HistoryItem) -> HistoryCallOut | HistoryOpeningOut | HistoryViewOut | HistoryLookOut:
    if item.kind is EventKind.RECORDS_SEEN:
        return HistoryLookOut(
            kind="look",
            id=item.id,
            at_ms=to_ms(item.at),
            what=item.via,
            person_name=item.actor_name,
            door_name=item.door_name,
            building_name=item.building_name,
            reason=item.reason,
        )
    if item.kind is EventKind.VIEW_ENDED:
        return HistoryViewOut(
            kind="view",
            id=item.id,
            at_ms=to_ms(item.at),
            station_name=item.station_name,
            building_name=item.building_name,
            viewer_name=item.actor_name,
        )
    if item.kind is EventKind.CALL_ENDED:
        return HistoryCallOut(
            kind="call",
            id=item.id,
            at_ms=to_ms(item.at),
            station_name=item.station_name,
            building_name=item.building_name,
            end=item.outcome,
            answered_by_name=item.actor_name,
            talked_s=item.talked_s,
            has_snapshot=item.has_snapshot,
        )
    return HistoryOpeningOut(
        kind="opening",
        id=item.id,
        at_ms=to_ms(item.at),
        door_name=item.door_name,
        building_name=item.building_name,
        via=item.via,
        actor_name=item.actor_name,
        outcome=item.outcome,
        key_id=item.key_id,
        has_picture=item.has_snapshot,
    )
