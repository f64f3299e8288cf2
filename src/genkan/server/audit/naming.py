"""What lines are called when they are read: people by their names of now, or by none once they are erased."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from genkan.server.access.remote import list_reasons
from genkan.server.accounts.members import list_names_of_members
from genkan.server.accounts.service import list_names
from genkan.server.audit.repository import Line
from genkan.server.credentials.service import list_visitor_names
from genkan.server.households.looks import list_looks
from genkan.server.households.service import list_stop_reasons
from genkan.server.platform.audit import DoerRole, SubjectKind
from genkan.server.properties.invitations import list_typed_names
from genkan.server.tokens.service import list_token_names


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line as the staff read it."""

    line: Line
    doer: str | None  # None: somebody erased, or the operator
    subject_name: str | None  # None: about the property itself; of a key whose holder is forgotten: empty
    member: str | None  # whom it is about; None: nobody, or somebody erased
    reason: str | None  # None: none was given, or it is forgotten
    outcome: str | None = None  # of a release: opened | failed | unknown | denied | untold


def name_lines(connection: Connection, lines: Sequence[Line]) -> tuple[LineView, ...]:
    """Give the lines with their names."""
    doers = name_doers(connection, {(line.actor_id, line.role) for line in lines})
    members = {line.member_id for line in lines if line.member_id is not None}
    names = {**list_typed_names(connection, members), **list_names_of_members(connection, members)}
    reasons = _list_reasons(connection, {line.reason_id for line in lines if line.reason_id is not None})
    keys = list_visitor_names(
        connection,
        {line.subject.id for line in lines if line.subject and line.subject.kind is SubjectKind.STAFF_KEY},
    )
    return tuple(
        LineView(
            line=line,
            doer=doers.get(line.actor_id),
            subject_name=_name_subject(line, keys),
            member=names.get(line.member_id or ""),
            reason=reasons.get(line.reason_id or ""),
        )
        for line in lines
    )


def name_doers(connection: Connection, doers: Collection[tuple[str, DoerRole]]) -> dict[str, str]:
    """Give the names of people and tokens by id."""
    tokens = {doer for doer, role in doers if role is DoerRole.TOKEN}
    people = {doer for doer, role in doers if role in {DoerRole.MANAGER, DoerRole.INSTALLER}}
    return {**list_names(connection, people), **list_token_names(connection, tokens)}


def _name_subject(line: Line, keys: dict[str, str]) -> str | None:
    if line.subject is None:
        return None
    if line.subject.kind is SubjectKind.STAFF_KEY:
        return keys.get(line.subject.id) or ""
    return line.subject.name


def _list_reasons(connection: Connection, reason_ids: Collection[str]) -> dict[str, str]:
    if not reason_ids:
        return {}
    looks = {look.id: look.reason for look in list_looks(connection, reason_ids).values()}
    return {
        **looks,
        **list_reasons(connection, reason_ids),
        **list_stop_reasons(connection, reason_ids),
    }
