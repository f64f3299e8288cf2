"""What the HTTP API says about the audit list."""

from pydantic import BaseModel, Field

from genkan.server.audit.listing import Doer, LinePage
from genkan.server.audit.naming import LineView
from genkan.server.platform.audit import Change
from genkan.server.platform.clock import to_ms

AREAS = "settings | staff | residents | devices | releases | keys | notices | alarms | integrations | looks"


class AuditDoerOut(BaseModel):
    """Who did it, and as what they did."""

    doer_id: str
    role: str = Field(description="manager | installer | token | operator")
    name: str | None = Field(description="Null: somebody whose data were erased, or the operator.")

    @classmethod
    def of(cls, doer: Doer) -> "AuditDoerOut":
        return cls(doer_id=doer.id, role=doer.role.value, name=doer.name)


class AuditSubjectOut(BaseModel):
    """A thing by the name it had then."""

    kind: str = Field(description="building | home | door | station | staff_key | notice | token | webhook")
    name: str
    place: str = Field(description="The building it is in, where it is in one.")


class AuditChangeOut(BaseModel):
    """What of it is another; without values: only that it is."""

    field: str
    before: str | int | bool | None
    after: str | int | bool | None

    @classmethod
    def of(cls, change: Change) -> "AuditChangeOut":
        return cls(field=change.field.value, before=change.before, after=change.after)


class AuditLineOut(BaseModel):
    """One change."""

    id: str
    at_ms: int
    operation: str
    area: str = Field(description=AREAS)
    doer: AuditDoerOut
    subject: AuditSubjectOut | None = Field(description="Null: the property itself.")
    is_about_member: bool
    member: str | None = Field(description="Whom it is about; null also for somebody who was erased.")
    count: int | None
    changes: list[AuditChangeOut]
    reason: str | None
    outcome: str | None = Field(description="Of a release: opened | failed | unknown | denied | untold.")

    @classmethod
    def of(cls, view: LineView) -> "AuditLineOut":
        line = view.line
        return cls(
            id=line.id,
            at_ms=to_ms(line.at),
            operation=line.operation,
            area=line.area.value,
            doer=AuditDoerOut(doer_id=line.actor_id, role=line.role.value, name=view.doer),
            subject=None
            if line.subject is None
            else AuditSubjectOut(
                kind=line.subject.kind.value, name=view.subject_name or "", place=line.subject.place
            ),
            is_about_member=line.member_id is not None,
            member=view.member,
            count=line.count,
            changes=[AuditChangeOut.of(change) for change in line.changes],
            reason=view.reason,
            outcome=view.outcome,
        )


class AuditOut(BaseModel):
    """A page of the audit list, newest first."""

    lines: list[AuditLineOut]
    next_cursor: str | None = Field(description="Ask again with cursor=… for older ones; null: no more.")
    doers: list[AuditDoerOut] = Field(description="Of whom there are lines.")
    time_zone: str = Field(description="By whose clock the property lives.")

    @classmethod
    def of(cls, page: LinePage) -> "AuditOut":
        place = page.next_place
        return cls(
            lines=[AuditLineOut.of(view) for view in page.lines],
            next_cursor=None if place is None else f"{to_ms(place.at)}.{place.id}",
            doers=[AuditDoerOut.of(doer) for doer in page.doers],
            time_zone=page.time_zone,
        )
