"""What the audit list tells of a notice."""

from collections.abc import Sequence

from sqlalchemy import Connection

from genkan.server.notices.repository import NoticeDraft
from genkan.server.platform import audit
from genkan.server.platform.audit import Change, Field, Subject, SubjectKind, changed
from genkan.server.platform.clock import to_ms


def note_notice(
    connection: Connection, property_id: str, notice_id: str, draft: NoticeDraft, *changes: Change
) -> None:
    """Say which notice the line is about."""
    subject = Subject(kind=SubjectKind.NOTICE, id=notice_id, name=draft.text.title)
    audit.note(connection, property_id=property_id, subject=subject, changes=changes)


def list_changes(
    known: NoticeDraft, fit: NoticeDraft, known_files: Sequence[str], files: Sequence[str]
) -> list[Change]:
    """Give what of a notice is another: its words are the notice's own to tell."""
    ends = [None if draft.until is None else to_ms(draft.until) for draft in (known, fit)]
    return [
        *changed(Field.TEXT, (known.text, known.other), (fit.text, fit.other)),
        *changed(Field.AUDIENCE, (known.audience, known.targets), (fit.audience, fit.targets)),
        Change(Field.SINCE, to_ms(known.since), to_ms(fit.since)),
        *([] if ends[0] == ends[1] else [Change(Field.UNTIL, *ends)]),
        *changed(Field.FILES, set(known_files), set(files)),
    ]
