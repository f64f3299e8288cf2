"""Mails and texts as they are read: complete in plain text, with a QR code a phone can scan."""

import re
from collections.abc import Mapping

import pytest

from genkan.core.credentials import write_key, write_qr_text
from genkan.server.messages.compose import Composer, mail_words
from genkan.server.messages.instants import say_instant
from genkan.server.messages.link import Letter
from genkan.server.messages.repository import Derived, DerivedKind, MessageRow, State
from genkan.server.messages.smtp import write_mail
from genkan.server.messages.templates import MAILS, TEXTS, Button, Facts, Qr
from genkan.server.platform.derive import Derivation
from genkan.wire.ids import new_id
from harness.installation import NOW
from harness.qr import read_qr

DERIVATION = Derivation(b"k" * 32)
COMPOSER = Composer(DERIVATION, public_url="https://genkan.example:8440", server_id="gk-abc234")
LANGUAGES = ("ja", "en")
ROW = "0" * 31 + "1"

# Everything a template may ask for; a new template adds what it needs.
PARAMETERS = {
    "role": "master",
    "audience": "resident",
    "what": "password",
    "property": "さくらハイツ",
    "home": "101",
    "username": "123456789",
    "until": "2026年12月23日 18:00",
    "support_phone": "03-1234-5678",
    "support_hours": "9:00–17:00",
    "device": "iPhone · Safari",
    "at": "2026年11月23日 18:00",
    "shown": "o…@example.test",
    "visitor": "山田 太郎",
    "building": "さくらハイツ東棟",
    "validity": "毎日 22:00〜翌02:00",
    "uses": "1回のみ",
    "doors": "正面玄関・通用口",
    "station": "さくらハイツ東棟 正面玄関",
    "door": "さくらハイツ東棟 通用口",
    "again": "1",
    "title": "断水のお知らせ",
    "text": "10時から11時まで",
    "receiver": "hooks.example.com",
}
DERIVED = {
    "link": Derived(kind=DerivedKind.LINK, purpose="test", row_id=ROW, path="/app/open"),
    "password": Derived(kind=DerivedKind.PASSWORD, purpose="test", row_id=ROW),
    "code": Derived(kind=DerivedKind.CODE, purpose="test", row_id=ROW),
    "qr": Derived(kind=DerivedKind.KEY, purpose="test", row_id=ROW),
}
APP = "https://genkan.example:8440/app/"
PORTAL = "https://genkan.example:8440/portal/"
LINK = f"https://genkan.example:8440/app/open#{DERIVATION.link('test', ROW)}"


def compose(
    template: str,
    language: str = "ja",
    *,
    channel: str = "mail",
    parameters: Mapping[str, str] = PARAMETERS,
    derived: Mapping[str, Derived] = DERIVED,
) -> Letter:
    row = MessageRow(
        id=new_id(),
        channel=channel,
        address="hanako@example.test",
        template=template,
        language=language,
        parameters=parameters,
        derived=derived,
        about=None,
        property_id=None,
        created_at=NOW,
        not_after=None,
        state=State.QUEUED,
        attempts=0,
        next_at=NOW,
        settled_at=None,
        fault=None,
    )
    return COMPOSER.compose(row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", sorted(MAILS))
def test_every_mail_says_in_plain_text_all_that_its_html_says(template: str, language: str) -> None:
    letter = compose(template, language)

    assert letter.subject
    assert "{{" not in letter.text + letter.html
    shown = re.sub(r"(?s)<style.*?</style>|<title.*?</title>|<[^>]+>", "\n", letter.html)
    captions = {
        mail_words(language)[block.caption] for block in MAILS[template].blocks if isinstance(block, Qr)
    }
    for line in filter(None, (line.strip() for line in shown.splitlines())):
        words = line.replace("&#39;", "'").replace("&amp;", "&").replace("&lt;", "<")
        assert words in letter.text or words in captions or words == "玄関 Genkan", f"only in HTML: {words}"
    for button in (block for block in MAILS[template].blocks if isinstance(block, Button)):
        assert {"link": LINK, "portal_url": PORTAL, "app_url": APP}[button.url] in letter.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", sorted(TEXTS))
def test_no_text_holds_a_link(template: str, language: str) -> None:
    letter = compose(template, language, channel="sms")

    assert "http" not in letter.text
    assert "{{" not in letter.text


def test_the_code_is_written_so_that_a_phone_offers_it() -> None:
    code = DERIVATION.code("test", ROW)

    text = compose("code", channel="sms").text

    assert text == f"【Genkan】確認コード {code}（60秒間有効）\n@genkan.example #{code}"


def test_the_account_mail_says_what_the_manual_shows() -> None:
    letter = compose("account")

    assert letter.subject == "アカウントが作成されました"
    for words in (
        "101号室 世帯主 様", "アカウントが作成されました", "ユーザー名: 123456789",
        f"パスワード: {DERIVATION.password('test', ROW)}", "サーバーID: gk-abc234", LINK,
        "ホーム画面に追加", "入居者のお問合せ窓口", "03-1234-5678", "9:00–17:00", "2026年12月23日 18:00",
    ):  # fmt: skip
        assert words in letter.text
    (picture,) = letter.pictures
    assert read_qr(picture.png) == LINK


def test_a_mail_without_a_support_contact_has_no_empty_section() -> None:
    bare = compose("account", parameters={**PARAMETERS, "support_phone": "", "support_hours": ""})

    assert "お問合せ窓口" not in bare.text + bare.html


def test_markup_in_a_name_stays_text() -> None:
    letter = compose("account", parameters={**PARAMETERS, "property": "<b>A&B</b>"})

    assert "<b>" not in letter.html
    assert "<b>A&B</b>" in letter.text


def test_a_mail_loads_nothing_and_follows_nobody() -> None:
    for template in MAILS:
        html = compose(template).html
        assert not re.search(r"src=\"(?!cid:)", html)
        assert not re.search(r"url\(|@import|<script|<link", html)
        assert set(re.findall(r"href=\"([^\"]+)\"", html)) <= {LINK, PORTAL, APP}


def test_the_parts_of_a_mail_belong_together() -> None:
    letter = compose("account")

    mail = write_mail(letter, sender="genkan@example.test", at="Mon, 23 Nov 2026 09:00:00 +0000")

    assert mail.get_content_type() == "multipart/alternative"
    plain, related = mail.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert related.get_content_type() == "multipart/related"
    html, picture = related.iter_parts()
    assert html.get_content_type() == "text/html"
    assert picture["Content-ID"] == "<link>"
    assert picture.get_content_disposition() == "inline"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{letter.message_id}@example.test>"
    assert "List-Unsubscribe" not in mail


def test_a_line_break_cannot_add_a_header() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        write_mail(
            Letter(message_id="1", address="a@example.test", subject="a\r\nBcc: b@example.test", text=""),
            sender="genkan@example.test",
            at="",
        )


@pytest.mark.parametrize("template", sorted(MAILS))
def test_every_value_a_template_names_is_known_to_this_test(template: str) -> None:
    named = {
        name
        for block in MAILS[template].blocks
        for name in (
            [fact.value for fact in block.facts]
            if isinstance(block, Facts)
            else [block.url]
            if isinstance(block, Button)
            else []
        )
    }
    assert named <= {*PARAMETERS, *DERIVED, "server_id", "portal_url", "app_url"}


def test_instants_are_said_as_the_clock_on_the_wall_shows_them() -> None:
    assert say_instant(NOW, time_zone="Asia/Tokyo", language="ja") == "2026年11月23日 18:00"
    assert say_instant(NOW, time_zone="Asia/Tokyo", language="en") == "23 November 2026, 18:00"


def test_the_mail_of_a_key_holds_its_code_and_its_link() -> None:
    letter = compose("pass", "en")

    (picture,) = letter.pictures
    key = DERIVATION.key("test", ROW)
    assert read_qr(picture.png) == write_qr_text(key)
    for words in ("Your key to さくらハイツ東棟", "山田 太郎", "毎日 22:00〜翌02:00", "正面玄関・通用口"):
        assert words in letter.subject + letter.text
    assert write_key(key) not in letter.text  # the link says it, and nothing else


def test_the_link_of_a_key_has_it_in_the_fragment() -> None:
    link = Derived(kind=DerivedKind.KEY_LINK, purpose="test", row_id=ROW, path="/app/key")

    letter = compose("pass", derived={**DERIVED, "link": link})

    assert f"https://genkan.example:8440/app/key#{write_key(DERIVATION.key('test', ROW))}" in letter.text
