"""A notice reaches whoever lives there at its instant, once, and nobody else ever."""

import io
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import Connection

from genkan.server.accounts.own_data import read_owner
from genkan.server.accounts.repository import set_address
from genkan.server.accounts.service import list_memberships
from genkan.server.bootstrap.sample import EAST, PROPERTY, WEST
from genkan.server.messages.repository import MessageRow, list_newest
from genkan.server.messages.service import Channel
from genkan.server.notices.errors import FileTooLarge, FileUnfit, NoticeUnfit, NoticeWithdrawn
from genkan.server.notices.files import FILE_LIMIT_BYTES, make_presentable
from genkan.server.notices.own_records import NoticeRecords
from genkan.server.notices.repository import Audience, NoticeDraft, NoticeText
from genkan.server.notices.retention import KEPT, forget_notices
from genkan.server.notices.sending import NoticeSending
from genkan.server.notices.service import (
    ChangeNotice,
    CreateNotice,
    GetFile,
    GetStaffFile,
    ListNotices,
    ListOwnNotices,
    NoticeGround,
    OwnNotice,
    ReadNotice,
    UploadFile,
    WithdrawNotice,
)
from genkan.server.platform.errors import NotFound
from genkan.server.platform.operations import Scope
from harness.installation import NOW, Installation

HANAKO, ICHIRO, MANAGER = "100000101", "100000201", "100000901"
PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
HOME_101 = "5a000000000070008000000000601101"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40)) -> bytes:
    """Draw a picture that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # lies on its side
    drawn = io.BytesIO()
    Image.new("RGB", size, "red").save(drawn, kind, exif=exif)
    return drawn.getvalue()


@dataclass(kw_only=True)
class Desk:
    """Managers and residents of the sample property, and a server that sends."""

    installation: Installation

    @property
    def ground(self) -> NoticeGround:
        place = self.installation
        return NoticeGround(database=place.database, blobs=place.blobs, bus=place.bus, clock=place.clock)

    @property
    def manager(self) -> Scope:
        return Scope(person_id=self.installation.people[MANAGER], properties=frozenset({PROPERTY}))

    def draft(self, **changes: object) -> NoticeDraft:
        draft = NoticeDraft(
            language="ja",
            text=NoticeText(title="断水", text="10時から\n11時まで"),
            other=NoticeText(title="No water", text="10 to 11"),
            audience=Audience.PROPERTY,
            targets=(),
            since=self.installation.clock.now(),
            until=None,
            by_mail=True,
        )
        return replace(draft, **changes)  # type: ignore[arg-type]

    async def write(self, *, files: Collection[str] = (), **changes: object) -> str:
        return await CreateNotice(self.ground)(self.manager, PROPERTY, self.draft(**changes), list(files))

    async def upload(self, content: bytes = PDF) -> str:
        row = await UploadFile(self.ground)(self.manager, PROPERTY, name="a", content=content)
        return row.id

    async def send(self) -> list[MessageRow]:
        """Send what is due; give every message that was ever queued."""
        sending = NoticeSending(self.ground)
        while await sending.step():
            pass
        return list(await self.installation.database.read(lambda connection: list_newest(connection, 100)))

    async def resident(self, username: str) -> Scope:
        person_id, at = self.installation.people[username], self.installation.clock.now()
        found = await self.installation.database.read(
            lambda connection: list_memberships(connection, person_id, at)
        )
        homes = {row.household_id for row in found if row.household_id is not None}
        return Scope(person_id=person_id, households=frozenset(homes))

    async def own(self, username: str) -> list[str]:
        return [own.row.draft.text.title for own in await self.see(username)]

    async def see(self, username: str) -> tuple[OwnNotice, ...]:
        return await ListOwnNotices(self.ground)(await self.resident(username))


@pytest.fixture
async def desk(installation: Installation) -> Desk:
    def give_addresses(connection: Connection) -> None:
        for username, person_id in installation.people.items():
            set_address(connection, person_id, Channel.MAIL, f"{username}@example.test", NOW)

    await installation.database.write(give_addresses)
    return Desk(installation=installation)


async def test_a_scheduled_notice_is_sent_once_at_its_instant(desk: Desk) -> None:
    await desk.write(since=NOW + timedelta(hours=1))
    assert await desk.send() == []
    assert await desk.own(HANAKO) == []
    desk.installation.clock.move(3_600)
    messages = await desk.send()
    assert await desk.send() == messages
    mails = [row for row in messages if row.channel == "mail"]
    assert {row.address for row in mails} == {
        f"{username}@example.test" for username in ("100000101", "100000102", "100000103", ICHIRO)
    }
    assert len(messages) == 2 * len(mails)
    assert mails[0].parameters["text"] == "10時から\n11時まで"
    assert await desk.own(HANAKO) == ["断水"]


@pytest.mark.parametrize(
    ("audience", "targets", "readers"),
    [
        (Audience.PROPERTY, (), {HANAKO, ICHIRO}),
        (Audience.BUILDINGS, (EAST,), {HANAKO, ICHIRO}),
        (Audience.BUILDINGS, (WEST,), set()),
        (Audience.HOMES, (HOME_101,), {HANAKO}),
    ],
)
async def test_nobody_but_whom_it_is_for_sees_it_or_its_attachment(
    desk: Desk, audience: Audience, targets: tuple[str, ...], readers: set[str]
) -> None:
    file_id = await desk.upload()
    notice_id = await desk.write(audience=audience, targets=targets, files=[file_id], by_mail=False)
    messages = await desk.send()
    assert {row.channel for row in messages} <= {"push"}
    for username in (HANAKO, ICHIRO):
        scope = await desk.resident(username)
        if username in readers:
            assert await desk.own(username) == ["断水"]
            assert await GetFile(desk.ground)(scope, notice_id, file_id)
            await ReadNotice(desk.ground)(scope, notice_id)
            continue
        assert await desk.own(username) == []
        for refused in (
            GetFile(desk.ground)(scope, notice_id, file_id),
            ReadNotice(desk.ground)(scope, notice_id),
        ):
            with pytest.raises(NotFound):
                await refused
    foreign = Scope(person_id="p", properties=frozenset({"x" * 32}))
    with pytest.raises(NotFound):
        await GetStaffFile(desk.ground)(foreign, file_id)


async def test_readers_are_counted_and_never_named(desk: Desk) -> None:
    notice_id = await desk.write()
    await desk.send()
    for username in (HANAKO, "100000102", HANAKO):
        await ReadNotice(desk.ground)(await desk.resident(username), notice_id)
    (view,) = (await ListNotices(desk.ground)(desk.manager, PROPERTY)).notices
    assert (view.read_homes, view.homes, view.read_persons, view.persons) == (1, 2, 2, 4)
    assert [own.is_read for own in await desk.see(HANAKO)] == [True]
    assert [own.is_read for own in await desk.see(ICHIRO)] == [False]


async def test_whoever_moved_in_later_sees_only_what_is_still_valid(desk: Desk) -> None:
    before = NOW - timedelta(days=2)  # the sample's households moved in a day ago
    desk.installation.clock.instant = before
    await desk.write(until=NOW + timedelta(days=9))
    await desk.write(until=NOW - timedelta(hours=1), text=NoticeText(title="終わった", text="済"))
    desk.installation.clock.instant = NOW
    await desk.write(until=NOW + timedelta(hours=1), text=NoticeText(title="いま", text="今"))
    assert await desk.own(HANAKO) == ["いま", "断水"]
    desk.installation.clock.move(7_200)
    assert [(own.row.draft.text.title, own.is_over) for own in await desk.see(HANAKO)] == [
        ("いま", True),
        ("断水", False),
    ]


async def test_a_notice_is_changed_before_and_after_it_was_sent_and_sent_once(desk: Desk) -> None:
    notice_id = await desk.write(since=NOW + timedelta(hours=1))
    change = ChangeNotice(desk.ground)
    await change(desk.manager, notice_id, desk.draft(text=NoticeText(title="停電", text="短い")), [])
    messages = await desk.send()
    assert {row.parameters["title"] for row in messages} == {"停電"}
    again = desk.draft(
        since=NOW + timedelta(days=3), audience=Audience.BUILDINGS, targets=(WEST,), by_mail=False
    )
    await change(desk.manager, notice_id, again, [])
    assert await desk.send() == messages
    (own,) = await desk.see(HANAKO)
    assert own.row.draft.text.title == "断水"
    assert own.row.changed_at is not None


@pytest.mark.parametrize("is_sent", [True, False])
async def test_a_withdrawn_notice_is_gone_and_stays_so(desk: Desk, is_sent: bool) -> None:
    file_id = await desk.upload()
    notice_id = await desk.write(since=NOW if is_sent else NOW + timedelta(hours=1), files=[file_id])
    messages = await desk.send()
    await WithdrawNotice(desk.ground)(desk.manager, notice_id)
    desk.installation.clock.move(7_200)
    assert await desk.send() == messages
    assert await desk.own(HANAKO) == []
    with pytest.raises(NotFound):
        await GetFile(desk.ground)(await desk.resident(HANAKO), notice_id, file_id)
    with pytest.raises(NoticeWithdrawn):
        await WithdrawNotice(desk.ground)(desk.manager, notice_id)
    with pytest.raises(NoticeWithdrawn):
        await ChangeNotice(desk.ground)(desk.manager, notice_id, desk.draft(), [])


@pytest.mark.parametrize(
    "changes",
    [
        {"audience": Audience.HOMES, "targets": ("f" * 32,)},
        {"audience": Audience.BUILDINGS, "targets": ()},
        {"until": NOW},
        {"files": ["f" * 32]},
    ],
)
async def test_a_notice_to_nobody_or_of_no_time_or_with_a_strange_file_is_refused(
    desk: Desk, changes: dict[str, object]
) -> None:
    with pytest.raises(NoticeUnfit):
        await desk.write(**changes)  # type: ignore[arg-type]


async def test_old_notices_and_loose_files_go_with_their_blobs(desk: Desk) -> None:
    kept, loose = await desk.upload(picture()), await desk.upload()
    await desk.write(files=[kept])
    late = desk.installation.clock.now() + timedelta(days=2)
    database, blobs = desk.installation.database, desk.installation.blobs
    assert await forget_notices(database, blobs, late) == 1
    with pytest.raises(NotFound):
        await GetStaffFile(desk.ground)(desk.manager, loose)
    assert await GetStaffFile(desk.ground)(desk.manager, kept)
    assert await forget_notices(database, blobs, late + KEPT) == 1
    assert (await ListNotices(desk.ground)(desk.manager, PROPERTY)).notices == ()


async def test_an_erased_person_has_opened_nothing(desk: Desk) -> None:
    notice_id = await desk.write()
    await ReadNotice(desk.ground)(await desk.resident(HANAKO), notice_id)
    records = NoticeRecords(desk.installation.database)
    owner = await desk.installation.database.read(
        lambda connection: read_owner(connection, desk.installation.people[HANAKO], NOW)
    )
    assert [record["title"] for record in await records.export(owner)] == ["断水"]
    await desk.installation.database.write(lambda connection: records.erase(connection, owner, NOW))
    (view,) = (await ListNotices(desk.ground)(desk.manager, PROPERTY)).notices
    assert view.read_persons == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_upright_and_tells_nothing_of_its_camera(kind: str) -> None:
    shown, media_type = make_presentable(picture(kind))
    assert media_type == "image/jpeg"
    with Image.open(io.BytesIO(shown)) as drawn:
        assert drawn.size == (40, 60)
        assert not drawn.getexif()
    assert b"taken at home" not in shown


def test_a_large_picture_is_made_fit_for_a_phone() -> None:
    shown, _ = make_presentable(picture(size=(4_000, 3_000)))
    with Image.open(io.BytesIO(shown)) as drawn:
        assert max(drawn.size) == 2_400


def test_a_pdf_stays_as_it_is() -> None:
    assert make_presentable(PDF) == (PDF, "application/pdf")


def bomb() -> bytes:
    """Give a few kilobytes that would unpack to a hundred megapixels."""
    drawn = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileUnfit),
        (b"MZ\x90\x00 a program", FileUnfit),
        (b"<svg onload='alert(1)'>", FileUnfit),
        (b"%PDF-1.4 cut short", FileUnfit),
        (picture()[:100], FileUnfit),
        (picture("GIF"), FileUnfit),
        (b"%PDF-" + bytes(FILE_LIMIT_BYTES), FileTooLarge),
        (bomb(), FileTooLarge),
    ],
)
def test_what_is_neither_is_refused_whatever_it_is_called(content: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        make_presentable(content)
