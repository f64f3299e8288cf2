"""What the HTTP API says about notices."""

import unicodedata
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from genkan.server.notices.repository import Audience, FileRow, NoticeDraft, NoticeText
from genkan.server.notices.service import FILES_LIMIT, NoticePage, NoticeView, OwnNotice
from genkan.server.platform.clock import from_ms, to_ms
from genkan.server.platform.text import Name, clean_line

TEXT_LIMIT = 4_000
TARGETS_LIMIT = 2_000
LATEST_MS = 4_102_444_800_000  # the year 2100
MARK_LIMIT = 64

Language = Literal["ja", "en"]


def clean_text(text: str) -> str:
    """Give the lines of a text, each cleaned, with one empty line between paragraphs at most two."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    lines = [clean_line(line) for line in plain.split("\n")]
    cleaned = "\n".join(lines).strip("\n")
    if not cleaned:
        raise ValueError("is empty")
    return cleaned


Paragraphs = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(clean_text)]
Id = Annotated[str, StringConstraints(max_length=64)]
Millis = Annotated[int, Field(ge=0, le=LATEST_MS)]


class NoticeTextModel(BaseModel):
    """What a notice says in one language."""

    title: Name
    text: Paragraphs


class NoticeIn(BaseModel):
    """A notice as it is written."""

    language: Language
    text: NoticeTextModel
    other: NoticeTextModel | None = Field(default=None, description="In the other language.")
    audience: Literal["property", "buildings", "homes"]
    targets: list[Id] = Field(default=[], max_length=TARGETS_LIMIT, description="Of buildings or homes.")
    since_ms: Millis | None = Field(default=None, description="When it is sent; absent: now.")
    until_ms: Millis | None = Field(default=None, description="From when it is no longer valid.")
    by_mail: bool = False
    files: list[Id] = Field(default=[], max_length=FILES_LIMIT)

    def read(self, now: datetime) -> NoticeDraft:
        """Give the draft."""
        return NoticeDraft(
            language=self.language,
            text=NoticeText(title=self.text.title, text=self.text.text),
            other=None if self.other is None else NoticeText(title=self.other.title, text=self.other.text),
            audience=Audience(self.audience),
            targets=tuple(self.targets),
            since=now if self.since_ms is None else from_ms(self.since_ms),
            until=None if self.until_ms is None else from_ms(self.until_ms),
            by_mail=self.by_mail,
        )


class NoticeMadeOut(BaseModel):
    """The id of a notice that is there now."""

    notice_id: str


class NoticeFileOut(BaseModel):
    """An attachment. A picture is told as it is sent, not as it was uploaded."""

    file_id: str
    name: str
    media_type: Literal["application/pdf", "image/jpeg"]
    size: int = Field(description="Bytes.")

    @classmethod
    def of(cls, row: FileRow) -> "NoticeFileOut":
        return cls.model_validate(
            {"file_id": row.id, "name": row.name, "media_type": row.media_type, "size": row.size}
        )


class NoticeOut(BaseModel):
    """A notice as managers see it. Counts say of how many, never who."""

    notice_id: str
    language: Language
    text: NoticeTextModel
    other: NoticeTextModel | None
    audience: Literal["property", "buildings", "homes"]
    targets: list[str]
    since_ms: int
    until_ms: int | None
    by_mail: bool
    state: Literal["scheduled", "sent", "withdrawn"]
    sent_ms: int | None
    changed_ms: int | None
    files: list[NoticeFileOut]
    homes: int = Field(description="Homes it is for in which somebody lives now.")
    persons: int
    read_homes: int
    read_persons: int

    @classmethod
    def of(cls, view: NoticeView) -> "NoticeOut":
        row, draft = view.row, view.row.draft
        state: Literal["scheduled", "sent", "withdrawn"] = "scheduled"
        if row.withdrawn_at is not None:
            state = "withdrawn"
        elif row.sent_at is not None:
            state = "sent"
        return cls(
            notice_id=row.id,
            language="en" if draft.language == "en" else "ja",
            text=_say(draft.text),
            other=None if draft.other is None else _say(draft.other),
            audience=draft.audience.value,
            targets=list(draft.targets),
            since_ms=to_ms(draft.since),
            until_ms=None if draft.until is None else to_ms(draft.until),
            by_mail=draft.by_mail,
            state=state,
            sent_ms=None if row.sent_at is None else to_ms(row.sent_at),
            changed_ms=None if row.changed_at is None else to_ms(row.changed_at),
            files=[NoticeFileOut.of(file) for file in view.files],
            homes=view.homes,
            persons=view.persons,
            read_homes=view.read_homes,
            read_persons=view.read_persons,
        )


class NoticesOut(BaseModel):
    """Notices of a property, those to come first."""

    notices: list[NoticeOut]
    next_before: str | None

    @classmethod
    def of(cls, page: NoticePage) -> "NoticesOut":
        return cls(notices=[NoticeOut.of(view) for view in page.notices], next_before=page.next_before)


class OwnNoticeOut(BaseModel):
    """A notice as a resident reads it: in their language, where it was written in it."""

    notice_id: str
    title: str
    text: str
    language: Language
    since_ms: int
    until_ms: int | None
    changed_ms: int | None
    is_over: bool
    is_read: bool
    files: list[NoticeFileOut]

    @classmethod
    def of(cls, own: OwnNotice, language: str) -> "OwnNoticeOut":
        row, draft = own.row, own.row.draft
        said = draft.say(language)
        is_own = said is draft.text
        spoken = draft.language if is_own else ("en" if draft.language == "ja" else "ja")
        return cls(
            notice_id=row.id,
            title=said.title,
            text=said.text,
            language="en" if spoken == "en" else "ja",
            since_ms=to_ms(draft.since),
            until_ms=None if draft.until is None else to_ms(draft.until),
            changed_ms=None if row.changed_at is None else to_ms(row.changed_at),
            is_over=own.is_over,
            is_read=own.is_read,
            files=[NoticeFileOut.of(file) for file in own.files],
        )


class OwnNoticesOut(BaseModel):
    """The notices for the homes one lives in, the latest first."""

    notices: list[OwnNoticeOut]


def _say(text: NoticeText) -> NoticeTextModel:
    return NoticeTextModel(title=text.title, text=text.text)
