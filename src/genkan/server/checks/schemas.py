"""What the HTTP API says about installation checks."""

from typing import Literal

from pydantic import BaseModel, Field

from genkan.server.checks.answers import Answer
from genkan.server.checks.lines import LineState, Part, Verdict, judge
from genkan.server.checks.service import CheckShown
from genkan.server.platform.clock import to_ms

KEY_LIMIT = 64


class CheckStartIn(BaseModel):
    """In which language the unit's screen speaks to whoever checks it."""

    language: Literal["ja", "en"]


class CheckStartedOut(BaseModel):
    """The check that runs now."""

    check_id: str


class CheckCodeIn(BaseModel):
    """The digits on the unit's screen."""

    code: str = Field(max_length=16)


class CheckAnswerIn(BaseModel):
    """An answer to one line."""

    line: str = Field(max_length=KEY_LIMIT, description="The line's key.")
    answer: Answer = Field(
        description="pulse: drive the relay now · call: a test call is made now · "
        "confirm, deny: seen or heard, or not · skip: leave it out"
    )


class CheckLineOut(BaseModel):
    """One line of a check."""

    key: str
    part: Part
    door_name: str
    state: LineState
    reason: str
    detail: str
    by_person: bool = Field(description="Seen or heard by whoever led the check; otherwise measured.")


class CheckOut(BaseModel):
    """A check, running or done."""

    check_id: str
    started_ms: int
    ended_ms: int | None
    person_name: str | None
    version: str | None
    is_running: bool
    is_own: bool = Field(description="The asker leads it.")
    needs_code: bool = Field(description="The code of the unit's screen has not been typed yet.")
    verdict: Verdict
    lines: list[CheckLineOut]

    @classmethod
    def of(cls, shown: CheckShown) -> "CheckOut":
        row, progress = shown.row, shown.row.progress
        return cls(
            check_id=row.id,
            started_ms=to_ms(row.started_at),
            ended_ms=None if row.ended_at is None else to_ms(row.ended_at),
            person_name=shown.person_name,
            version=row.version,
            is_running=shown.is_running,
            is_own=shown.is_own,
            needs_code=not progress.is_there,
            verdict=judge(progress.lines),
            lines=[
                CheckLineOut(
                    key=line.key,
                    part=line.part,
                    door_name=line.door_name,
                    state=line.state,
                    reason=line.reason,
                    detail=line.detail,
                    by_person=line.by_person,
                )
                for line in progress.lines
            ],
        )


class ChecksOut(BaseModel):
    """The checks of a station, newest first."""

    checks: list[CheckOut]
