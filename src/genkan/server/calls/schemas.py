"""What the HTTP API says about calls and the history."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from genkan.server.calls.history import HistoryItem, HistoryPage
from genkan.server.journal.service import EventKind
from genkan.server.platform.clock import to_ms


class HistoryCallOut(BaseModel):
    """A call that is over."""

    kind: Literal["call"]
    id: str
    at_ms: int
    station_name: str
    building_name: str
    end: str = Field(description="opened | hung_up | cancelled | no_answer | declined | lost | time_up")
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
    via: str = Field(description="app | call | telephone | manager")
    actor_name: str | None
    outcome: str = Field(description="opened | failed | unknown")


HistoryItemOut = Annotated[HistoryCallOut | HistoryOpeningOut, Field(discriminator="kind")]


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


def _item(item: HistoryItem) -> HistoryCallOut | HistoryOpeningOut:
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
    )
